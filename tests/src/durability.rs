//! What was acknowledged is there: after a kill, a lost or damaged file, and a disk that fails.

mod damage;
pub(crate) mod in_process;
mod kill;
mod storage_error;
