use proptest::prelude::*;

use super::*;

fn sample() -> Commit {
    Commit {
        ledger: *b"0123456789abcdef",
        first: 7,
        root_before: [0xaa; 32],
        root_after: [0xbb; 32],
        entries: vec![Arc::from(&b"{}"[..]), Arc::from(&b""[..])],
        disclosures: vec![0xd1, 0xd2],
    }
}

#[test]
fn the_record_is_laid_out_as_the_format_says() {
    let record = sample().encode();
    let mut expected = Vec::new();
    expected.extend_from_slice(b"TBCR");
    expected.extend_from_slice(&[0, 1]);
    expected.extend_from_slice(b"0123456789abcdef");
    expected.extend_from_slice(&[0, 0, 0, 0, 0, 0, 0, 7]);
    expected.extend_from_slice(&[0, 0, 0, 2]);
    expected.extend_from_slice(&[0xaa; 32]);
    expected.extend_from_slice(&[0xbb; 32]);
    expected.extend_from_slice(b"\0\x02{}\0\0");
    expected.extend_from_slice(&[0, 0, 0, 2, 0xd1, 0xd2]);
    let (body, crc) = record.split_at(expected.len());
    assert_eq!(body, expected);
    assert_eq!(crc, crc32c::crc32c(&expected).to_be_bytes());
}

#[test]
fn the_checksum_is_the_castagnoli_one() {
    // RFC 3720, appendix B.4.
    assert_eq!(crc32c::crc32c(&[0; 32]), 0x8a91_36aa);
    assert_eq!(crc32c::crc32c(&[0xff; 32]), 0x62a8_ab43);
}

#[test]
fn any_flipped_bit_and_any_cut_is_refused() {
    let record = sample().encode();
    for bit in 0..record.len() * 8 {
        let mut flipped = record.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        assert!(Commit::decode(&flipped).is_err(), "bit {bit}");
    }
    for len in 0..record.len() {
        assert!(Commit::decode(&record[..len]).is_err(), "{len} bytes");
    }
    let longer = [record.as_slice(), &[0]].concat();
    assert!(Commit::decode(&longer).is_err());
}

#[test]
fn a_commit_over_a_limit_is_refused_also_from_bytes() {
    let entry = |bytes| Arc::from(vec![b'x'; bytes]);
    let with = |entries| Commit { entries, ..sample() };
    let too_far = Commit { first: u64::MAX, ..sample() };
    // (commit, why)
    let cases = [
        (with(vec![]), CommitError::NoEntries),
        (with(vec![entry(1), entry(60_001)]), CommitError::EntryTooBig { index: 1, bytes: 60_001 }),
        (too_far, CommitError::TooFar),
    ];
    for (commit, why) in cases {
        assert_eq!(commit.check(), Err(why.clone()));
        assert_eq!(Commit::decode(&commit.encode()), Err(why));
    }
    let long = with(vec![entry(60_000); 18]);
    assert!(matches!(long.check(), Err(CommitError::TooBig { .. })));
    assert!(Commit::decode(&long.encode()).is_err());
    let huge = with(vec![entry(70_000)]);
    assert!(Commit::decode(&huge.encode()).is_err());
}

#[test]
fn a_record_of_a_later_format_is_named_as_such() {
    let mut record = sample().encode();
    let body_len = record.len() - 4;
    record[5] = 2;
    let crc = crc32c::crc32c(&record[..body_len]).to_be_bytes();
    record[body_len..].copy_from_slice(&crc);
    let answer = Commit::decode(&record);
    assert_eq!(answer, Err(CommitError::UnknownFormat(2)));
}

proptest! {
    #[test]
    fn every_commit_comes_back_from_its_record(
        first in 0..u64::MAX / 2,
        entries in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..200), 1..20),
        disclosures in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let entries = entries.into_iter().map(Arc::from).collect();
        let commit = Commit { first, entries, disclosures, ..sample() };
        prop_assert_eq!(Commit::decode(&commit.encode()), Ok(commit));
    }

    #[test]
    fn no_bytes_make_decoding_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = Commit::decode(&bytes);
        let crc = crc32c::crc32c(&bytes).to_be_bytes();
        let _ = Commit::decode(&[bytes.as_slice(), &crc].concat());
    }
}
