//! The acceptance scenarios of the domain model, numbered as there. Every text in them is fictitious and says so,
//! but for what is asked of the real starting set and the cells of a table that a report gives.
mod assignments;
mod audit;
mod conditions;
mod consensus;
mod core_group;
mod corrections;
mod declared;
mod in_force;
mod information_channel;
mod ladder;
mod mandates;
mod milestones;
mod recommendations;
mod roles;
mod strategies;
mod visibility;
mod work_packages;
mod written_procedure;
