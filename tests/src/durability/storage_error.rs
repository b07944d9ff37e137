//! A disk that fails: nothing is acknowledged, nothing more is taken, and nothing is lost or doubled.

use tingbok_ledger::{ExecuteError, Ledger};
use tingbok_storage::{EventLog, Fault};

use super::in_process::{Opened, options, recorded};

/// Until the restart the ledger is read-only; `size` is what readers saw all along.
fn is_read_only(ledger: &Ledger, opened: &Opened, size: u64) {
    for number in 1..=3 {
        match ledger.execute_blocking(opened.request(10 + number)) {
            Err(ExecuteError::Busy { why, retry_after_s }) => {
                assert!(why.contains("read-only until it is started again"), "{why}");
                assert!(retry_after_s > 0);
            }
            other => panic!("a poisoned ledger answered {other:?}"),
        }
    }
    let reader = ledger.reader();
    assert_eq!(reader.head().size, size, "readers see what was acknowledged, no more and no less");
    assert_eq!(reader.raw(0, 100).unwrap().len() as u64, size);
    assert!(reader.authenticate(&opened.token).is_some());
}

#[test]
fn a_commit_that_was_stored_though_its_append_failed_gives_its_receipt_once_after_the_restart() {
    let opened = Opened::new();
    let before = opened.log.head().size;
    let ledger = Ledger::on(opened.log.clone(), options(16)).unwrap();
    opened.log.fail_append(1, Fault::AfterStoring);
    let answer = ledger.execute_blocking(opened.request(1));
    assert!(matches!(answer, Err(ExecuteError::Unsettled)), "{answer:?}");
    assert!(answer.unwrap_err().to_string().contains("repeat with the same idempotency key"));
    is_read_only(&ledger, &opened, before);
    drop(ledger);

    opened.log.restart();
    let ledger = Ledger::on(opened.log.clone(), options(16)).unwrap();
    assert_eq!(recorded(ledger.execute_blocking(opened.request(1))), (vec![before], true));
    assert_eq!(recorded(ledger.execute_blocking(opened.request(1))), (vec![before], true));
    assert_eq!(opened.log.head().size, before + 1, "once, however often it is sent");
}

#[test]
fn a_commit_that_was_not_stored_is_recorded_by_repeating_it_after_the_restart() {
    let opened = Opened::new();
    let before = opened.log.head();
    let ledger = Ledger::on(opened.log.clone(), options(16)).unwrap();
    opened.log.fail_append(1, Fault::BeforeStoring);
    let answer = ledger.execute_blocking(opened.request(1));
    assert!(matches!(answer, Err(ExecuteError::Unsettled)), "{answer:?}");
    is_read_only(&ledger, &opened, before.size);
    drop(ledger);
    assert_eq!(opened.log.head(), before);

    opened.log.restart();
    let ledger = Ledger::on(opened.log.clone(), options(16)).unwrap();
    assert_eq!(recorded(ledger.execute_blocking(opened.request(1))), (vec![before.size], false));
    assert_eq!(recorded(ledger.execute_blocking(opened.request(1))), (vec![before.size], true));
    assert_eq!(opened.log.head().size, before.size + 1);
}

#[test]
fn repeating_an_unsettled_request_before_the_restart_is_never_told_that_nothing_was_recorded() {
    for fault in [Fault::AfterStoring, Fault::BeforeStoring] {
        let opened = Opened::new();
        let ledger = Ledger::on(opened.log.clone(), options(16)).unwrap();
        opened.log.fail_append(1, fault);
        for _ in 0..3 {
            let answer = ledger.execute_blocking(opened.request(1));
            assert!(matches!(answer, Err(ExecuteError::Unsettled)), "{fault:?}: {answer:?}");
        }
    }
}
