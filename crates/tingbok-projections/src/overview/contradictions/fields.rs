//! The fields of a body as written, each with its path: what two entries can be held against each other by.
use serde::ser::{
    Error, Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, Serializer,
};
use std::{collections::BTreeMap, fmt};

/// What stands at each path, in the form that entries write it. A list of plain values is one value; an item of
/// any other list goes by its own key; lists whose items have none, or share one, are left out.
pub(super) fn fields(body: &impl Serialize) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    // The only errors are of forms that no body has.
    body.serialize(Grow).unwrap_or(Tree::Nothing).flatten(String::new(), &mut all);
    all
}

/// The field that an item of a list goes by, in the order they are looked for.
const KEYS: [&str; 6] = ["key", "id", "n", "point", "participant", "code"];

enum Tree {
    Nothing,
    Value(String),
    List(Vec<Tree>),
    Fields(Vec<(String, Tree)>),
}

impl Tree {
    fn value(&self) -> Option<&str> {
        if let Self::Value(value) = self { Some(value) } else { None }
    }

    fn key(&self) -> Option<&str> {
        let Self::Fields(fields) = self else { return None };
        let named = |key: &&str| fields.iter().find(|(name, _)| name == key);
        KEYS.iter().find_map(named).and_then(|(_, value)| value.value())
    }

    fn flatten(self, path: String, all: &mut BTreeMap<String, String>) {
        match self {
            Self::Nothing => {}
            Self::Value(value) => {
                all.insert(path, value);
            }
            Self::Fields(fields) => {
                for (name, tree) in fields {
                    tree.flatten(below(&path, &name), all);
                }
            }
            Self::List(items) => flatten_list(items, &path, all),
        }
    }
}

fn flatten_list(items: Vec<Tree>, path: &str, all: &mut BTreeMap<String, String>) {
    let plain: Option<Vec<&str>> = items.iter().map(Tree::value).collect();
    if let Some(mut plain) = plain {
        plain.sort_unstable();
        all.insert(path.to_owned(), plain.join(", "));
        return;
    }
    let keys: Option<Vec<String>> =
        items.iter().map(|item| item.key().map(str::to_owned)).collect();
    let Some(keys) = keys else { return };
    let distinct: std::collections::BTreeSet<&String> = keys.iter().collect();
    if distinct.len() == keys.len() {
        for (key, item) in keys.iter().zip(items) {
            item.flatten(below(path, key), all);
        }
    }
}

fn below(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

struct Grow;

type Grown = Result<Tree, fmt::Error>;

macro_rules! values {
    ($($method:ident $kind:ty),*) => {$(
        fn $method(self, value: $kind) -> Grown { Ok(Tree::Value(value.to_string())) }
    )*};
}

impl Serializer for Grow {
    type Ok = Tree;
    type Error = fmt::Error;
    type SerializeSeq = Items;
    type SerializeTuple = Impossible<Tree, fmt::Error>;
    type SerializeTupleStruct = Impossible<Tree, fmt::Error>;
    type SerializeTupleVariant = Impossible<Tree, fmt::Error>;
    type SerializeMap = Named;
    type SerializeStruct = Named;
    type SerializeStructVariant = Impossible<Tree, fmt::Error>;

    values!(
        serialize_bool bool, serialize_i8 i8, serialize_i16 i16, serialize_i32 i32,
        serialize_i64 i64, serialize_u8 u8, serialize_u16 u16, serialize_u32 u32,
        serialize_u64 u64, serialize_f32 f32, serialize_f64 f64, serialize_char char,
        serialize_str &str
    );

    fn serialize_bytes(self, _: &[u8]) -> Grown {
        Err(fmt::Error::custom("no body holds bytes"))
    }
    fn serialize_none(self) -> Grown {
        Ok(Tree::Nothing)
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Grown {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Grown {
        Ok(Tree::Nothing)
    }
    fn serialize_unit_struct(self, _: &'static str) -> Grown {
        Ok(Tree::Nothing)
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Grown {
        Ok(Tree::Value(variant.to_owned()))
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Grown {
        value.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Grown {
        Ok(Tree::Fields(vec![(variant.to_owned(), value.serialize(Self)?)]))
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<Items, fmt::Error> {
        Ok(Items(Vec::new()))
    }
    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, fmt::Error> {
        Err(fmt::Error::custom("no body holds a tuple"))
    }
    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, fmt::Error> {
        Err(fmt::Error::custom("no body holds a tuple"))
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, fmt::Error> {
        Err(fmt::Error::custom("no body holds a tuple"))
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Named, fmt::Error> {
        Ok(Named::default())
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Named, fmt::Error> {
        Ok(Named::default())
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, fmt::Error> {
        Err(fmt::Error::custom("no body holds a variant with fields"))
    }
}

struct Items(Vec<Tree>);

impl SerializeSeq for Items {
    type Ok = Tree;
    type Error = fmt::Error;
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), fmt::Error> {
        self.0.push(value.serialize(Grow)?);
        Ok(())
    }
    fn end(self) -> Grown {
        Ok(Tree::List(self.0))
    }
}

#[derive(Default)]
struct Named {
    fields: Vec<(String, Tree)>,
    key: String,
}

impl SerializeMap for Named {
    type Ok = Tree;
    type Error = fmt::Error;
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), fmt::Error> {
        key.serialize(Grow)?.value().unwrap_or_default().clone_into(&mut self.key);
        Ok(())
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), fmt::Error> {
        let value = value.serialize(Grow)?;
        self.fields.push((std::mem::take(&mut self.key), value));
        Ok(())
    }
    fn end(self) -> Grown {
        Ok(Tree::Fields(self.fields))
    }
}

impl SerializeStruct for Named {
    type Ok = Tree;
    type Error = fmt::Error;
    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), fmt::Error> {
        self.fields.push((name.to_owned(), value.serialize(Grow)?));
        Ok(())
    }
    fn end(self) -> Grown {
        Ok(Tree::Fields(self.fields))
    }
}
