//! What the crate promises, on histories made by hand and by chance.
mod amendments;
mod assignments;
mod bodies;
mod decisions;
mod duties;
mod evaluations;
mod fixture;
mod forum_life;
mod forums;
mod grown;
mod histories;
mod histories_objects;
mod lists_as_of;
mod measure_progress;
mod overviews;
mod strategies;
mod time;
