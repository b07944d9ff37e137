//! Whatever is sent wrongly is refused by name and in words that tell how to go on, and records nothing.

mod command_line;
mod future;
mod over_http;
mod queue;
mod reads;
mod rows;
mod scene;
