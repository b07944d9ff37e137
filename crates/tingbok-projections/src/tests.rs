//! What the crate promises, on histories made by hand and by chance.
mod decisions;
mod fixture;
mod forums;
mod histories;
mod time;
