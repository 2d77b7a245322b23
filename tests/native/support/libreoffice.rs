//! Lets LibreOffice write the kinds of files that offices use, where it is installed.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Converts files, given by name and content, to that kind: the content of each, in the same order; `None`, and a
/// line that says so, where LibreOffice is not installed.
pub fn convert(files: &[(String, Vec<u8>)], kind: &str) -> Option<Vec<Vec<u8>>> {
    /// Each run has a folder and a profile of its own.
    static RUNS: AtomicUsize = AtomicUsize::new(0);
    let ending = kind.split(':').next().unwrap();
    let run = RUNS.fetch_add(1, Ordering::Relaxed);
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("libreoffice-{}-{run}", std::process::id()));
    let (from, to) = (folder.join("from"), folder.join("to"));
    for folder in [&from, &to] {
        std::fs::create_dir_all(folder).unwrap();
    }
    let paths: Vec<PathBuf> = files.iter().map(|(name, _)| from.join(name)).collect();
    for (path, (_, content)) in paths.iter().zip(files) {
        std::fs::write(path, content).unwrap();
    }
    let run = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", folder.join("profile").display()))
        .args(["--headless", "--convert-to", kind, "--outdir"])
        .arg(&to)
        .args(&paths)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    let converted = match run {
        Ok(_) => {
            let result = |path: &PathBuf| to.join(Path::new(path.file_name().unwrap()).with_extension(ending));
            Some(paths.iter().map(|path| std::fs::read(result(path)).unwrap()).collect())
        }
        Err(error) => {
            eprintln!("soffice cannot be run ({error}): {kind} of LibreOffice is not tested");
            None
        }
    };
    std::fs::remove_dir_all(&folder).unwrap();
    converted
}
