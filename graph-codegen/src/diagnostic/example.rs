//! The example of a code: a few small files in which it is found. Comes in: one text. Goes out: paths and contents.

use super::Code;

/// What stands before the path of each file.
const MARK: &[u8] = b"==> ";

impl Code {
    /// The files of the example: the path below the folder of pages, and the content. A path `link -> target` is a
    /// symbolic link.
    pub fn example(&self) -> Vec<(String, Vec<u8>)> {
        let mut files: Vec<(String, Vec<u8>)> = Vec::new();
        for line in self.example.split_inclusive(|byte| *byte == b'\n') {
            match (line.strip_prefix(MARK), files.last_mut()) {
                (Some(path), _) => files.push((String::from_utf8_lossy(path).trim().to_owned(), Vec::new())),
                (None, Some((_, content))) => content.extend_from_slice(line),
                (None, None) => {}
            }
        }
        files
    }
}
