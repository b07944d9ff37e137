//! The acceptance scenarios of the domain model, numbered as there. Every text in them is fictitious and says so,
//! but for what is asked of the real starting set.
mod conditions;
mod consensus;
mod declared;
mod in_force;
mod mandates;
mod milestones;
mod visibility;
mod written_procedure;
