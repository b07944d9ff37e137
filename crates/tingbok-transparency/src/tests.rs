use ct_merkle::HashableLeaf;
use ct_merkle::mem_backed_tree::MemoryBackedTree;
use proptest::prelude::*;
use sha2::Sha256;

use super::*;

/// The leaves and roots every implementation of RFC 6962 is tried on.
const LEAVES: [&str; 8] = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
];
const ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

/// What the other implementation hashes as a leaf.
struct Entry(Vec<u8>);

impl HashableLeaf for Entry {
    fn hash<H: sha2::digest::Update>(&self, hasher: &mut H) {
        hasher.update(&self.0);
    }
}

#[test]
fn roots_are_those_of_the_known_vectors() {
    let mut frontier = Frontier::new();
    assert_eq!(frontier.root().to_string(), ROOTS[0]);
    for (leaf, root) in LEAVES.iter().zip(&ROOTS[1..]) {
        frontier.push(leaf_hash(&hex::decode(leaf).unwrap()));
        assert_eq!(frontier.root().to_string(), *root);
    }
    assert_eq!(frontier.size(), 8);
}

#[test]
fn a_leaf_never_hashes_as_a_node() {
    let (left, right) = (leaf_hash(b"l"), leaf_hash(b"r"));
    let bytes = [left.0, right.0].concat();
    assert_ne!(leaf_hash(&bytes), node_hash(&left, &right));
}

#[test]
fn a_clone_grows_on_its_own() {
    let mut original = Frontier::new();
    (0..7_u8).for_each(|n| original.push(leaf_hash(&[n])));
    let root = original.root();
    let mut clone = original.clone();
    clone.push(leaf_hash(b"more"));
    assert_eq!((original.size(), original.root()), (7, root));
    assert_eq!(clone.size(), 8);
    assert_ne!(clone.root(), root);
}

#[test]
fn every_size_up_to_300_agrees_with_another_implementation() {
    let mut frontier = Frontier::new();
    let mut other = MemoryBackedTree::<Sha256, Entry>::new();
    for n in 0..300_u32 {
        assert_eq!(frontier.root().0[..], other.root().as_bytes()[..]);
        let entry = n.to_be_bytes().to_vec();
        frontier.push(leaf_hash(&entry));
        other.push(Entry(entry));
    }
}

#[test]
fn a_hash_is_read_and_written_as_64_lowercase_digits() {
    let text = ROOTS[1];
    let hash: Hash = text.parse().unwrap();
    assert_eq!(hash, leaf_hash(b""));
    assert_eq!(format!("{hash} {hash:?}"), format!("{text} {text}"));
    for bad in ["", "00", &text[1..], &text.replace('6', "g"), &[text, "00"].concat()] {
        assert!(bad.parse::<Hash>().is_err(), "{bad}");
    }
}

#[test]
fn stored_values_come_back_and_wrong_ones_are_refused() {
    let mut frontier = Frontier::new();
    (0..7_u8).for_each(|n| frontier.push(leaf_hash(&[n])));
    let json = serde_json::to_string(&frontier).unwrap();
    assert_eq!(serde_json::from_str::<Frontier>(&json).unwrap(), frontier);
    let bytes = postcard::to_stdvec(&frontier).unwrap();
    assert_eq!(postcard::from_bytes::<Frontier>(&bytes).unwrap(), frontier);
    // Seven leaves are three subtrees, not those of eight.
    let wrong = json.replace("\"size\":7", "\"size\":8");
    assert!(serde_json::from_str::<Frontier>(&wrong).is_err());

    let root = frontier.root();
    let json = serde_json::to_string(&root).unwrap();
    assert_eq!(json, format!("\"{root}\""));
    assert_eq!(serde_json::from_str::<Hash>(&json).unwrap(), root);
    let bytes = postcard::to_stdvec(&root).unwrap();
    assert_eq!(postcard::from_bytes::<Hash>(&bytes).unwrap(), root);
}

proptest! {
    #[test]
    fn any_entries_give_the_root_of_another_implementation(
        entries in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..40), 0..300),
    ) {
        let mut frontier = Frontier::new();
        let mut other = MemoryBackedTree::<Sha256, Entry>::new();
        for entry in entries {
            frontier.push(leaf_hash(&entry));
            other.push(Entry(entry));
        }
        let root = other.root();
        prop_assert_eq!(&frontier.root().0[..], &root.as_bytes()[..]);
    }
}
