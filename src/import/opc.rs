//! The package around Office files (Open Packaging Conventions): which part stands in which relationship to another.

use super::ImportError;
use super::xml::{self, Malformed, Node, Xml};
use super::zip::Archive;

/// The parts of a package by name: those of an archive, or of one XML file that holds them all.
pub trait Package {
    /// The text of a part; `None` when there is none of that name, or it is no text.
    ///
    /// # Errors
    /// When it is damaged, encrypted or too large.
    fn part(&mut self, name: &str) -> Result<Option<String>, ImportError>;
}

impl Package for Archive<'_> {
    fn part(&mut self, name: &str) -> Result<Option<String>, ImportError> {
        Ok(self.read(name)?.and_then(xml::decode))
    }
}

/// The relationships of a part.
#[derive(Debug, Default)]
pub struct Relations(Vec<Relation>);

#[derive(Debug)]
struct Relation {
    #[cfg(feature = "spreadsheets")]
    id: String,
    /// The last segment of its type's address, which the transitional and the strict form have in common.
    kind: String,
    target: String,
}

impl Relations {
    /// The relationships of that part; the package itself has the name "". What is damaged counts as none.
    ///
    /// # Errors
    /// When the list is encrypted or too large.
    pub fn of(package: &mut dyn Package, source: &str) -> Result<Relations, ImportError> {
        let (folder, file) = source.rsplit_once('/').unwrap_or(("", source));
        let part = tolerated(package.part(&join(folder, &format!("_rels/{file}.rels"))))?;
        let mut relations = Relations::default();
        let Some(text) = part else { return Ok(relations) };
        let mut xml = Xml::new(&text);
        loop {
            match xml.next() {
                Ok(Node::Start(element)) => {
                    let value = |name: &str| element.attribute(name).map(|value| value.into_owned());
                    let (Some(kind), Some(target)) = (value("Type"), value("Target")) else { continue };
                    relations.0.push(Relation {
                        #[cfg(feature = "spreadsheets")]
                        id: value("Id").unwrap_or_default(),
                        kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                        target: match target.strip_prefix('/') {
                            Some(absolute) => absolute.to_owned(),
                            None => join(folder, &target),
                        },
                    });
                }
                Ok(Node::Finished) | Err(Malformed) => return Ok(relations),
                Ok(_) => {}
            }
        }
    }

    /// The name of the first part in that relationship.
    pub fn of_kind(&self, kind: &str) -> Option<&str> {
        self.0.iter().find(|relation| relation.kind == kind).map(|relation| relation.target.as_str())
    }

    /// The kind of the relationship of that id, and the name of the part in it.
    #[cfg(feature = "spreadsheets")]
    pub fn by_id(&self, id: &str) -> Option<(&str, &str)> {
        let relation = self.0.iter().find(|relation| relation.id == id)?;
        Some((&relation.kind, &relation.target))
    }
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

/// A damaged part as a missing one; hostile and encrypted ones stay errors.
pub fn tolerated<T>(read: Result<Option<T>, ImportError>) -> Result<Option<T>, ImportError> {
    match read {
        Err(ImportError::Damaged(_)) => Ok(None),
        read => read,
    }
}
