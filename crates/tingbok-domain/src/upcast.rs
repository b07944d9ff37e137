//! Bodies of older schemas, lifted to the next one. A step is kept for ever, with an example of what it lifts in
//! `events/examples/`; entries in the log are never written anew.
use crate::event::EventKind;
use serde_json::Value;

/// A step lifts a body of the schema it stands at to the next one. It cannot fail: what does not fit is left as it
/// is, and the newest schema then says what is wrong.
type Step = (EventKind, u32, fn(&mut Value));

/// Every step there is.
const STEPS: &[Step] = &[(EventKind::MeasureRegistered, 1, strategy_by_its_name)];

/// Lifts `body` from schema `from` to the next.
pub(crate) fn lift(kind: EventKind, from: u32, body: &mut Value) {
    let step = STEPS.iter().find(|(of, at, _)| (*of, *at) == (kind, from));
    if let Some((_, _, step)) = step {
        step(body);
    }
}

/// Schema 1 named the strategy of a measure by its stream, `strategy-felles`; schema 2 names it like every other
/// thing, `felles`.
fn strategy_by_its_name(body: &mut Value) {
    let named = body.get_mut("strategy").and_then(|field| {
        let name = field.as_str()?.strip_prefix("strategy-")?.to_owned();
        Some((field, name))
    });
    if let Some((field, name)) = named {
        *field = Value::String(name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_schema_below_the_newest_has_its_step_and_no_other() {
        for kind in EventKind::ALL {
            let steps: Vec<u32> =
                STEPS.iter().filter(|(of, ..)| of == kind).map(|(_, at, _)| *at).collect();
            assert_eq!(steps, (1..kind.schema()).collect::<Vec<_>>(), "{kind}");
        }
    }
}
