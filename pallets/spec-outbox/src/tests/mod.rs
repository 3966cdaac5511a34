//! Promises of the outbox, by the file they are about.

mod commit;
mod limits;
mod pages;
mod prove;
mod register;
mod router;
mod send;
