//! The prose rules on a labelled set of sentences, on changed figures, and on sentences made from templates.

mod figures;
mod previous;
mod set;
mod templates;
