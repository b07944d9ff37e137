use super::*;
use crate::conformance::{append, next_commit, read_all, run};

#[test]
fn memory_keeps_the_contract_of_every_log() {
    run(MemoryLog::new);
}

#[test]
fn an_injected_fault_poisons_until_the_restart() {
    // (when it strikes, entries after the restart)
    let cases: [(Fault, &[&[u8]]); 2] =
        [(Fault::BeforeStoring, &[b"a"]), (Fault::AfterStoring, &[b"a", b"b"])];
    for (fault, kept) in cases {
        let log = MemoryLog::new();
        log.fail_append(2, fault);
        append(&log, &[b"a"]).unwrap();
        let commit = next_commit(&log, &[b"b"]);
        let answer = log.append(1, &commit);
        assert!(matches!(answer, Err(AppendError::Storage(_))), "{answer:?}");
        let answer = log.append(1, &commit);
        assert!(matches!(answer, Err(AppendError::Poisoned)), "{answer:?}");
        assert_eq!(read_all(&log), [b"a"], "reads go on");
        log.restart();
        assert_eq!(read_all(&log), kept);
        append(&log, &[b"c"]).unwrap();
    }
}
