//! Words without which a fact cannot be in a text. Comes in: a text in lower case. Goes out: which facts to look for.

/// What to look for: one pass instead of a search for each wording.
#[derive(Default)]
pub(super) struct Cues {
    pub(super) inherited: bool,
    pub(super) values: bool,
    pub(super) read: bool,
    pub(super) null: bool,
    pub(super) required: bool,
    pub(super) deprecated: bool,
    pub(super) key: bool,
    pub(super) default: bool,
    pub(super) filter: bool,
    pub(super) select: bool,
}

impl Cues {
    /// Looks at the start of every word.
    pub(super) fn of(lower: &str) -> Self {
        let mut cues = Self::default();
        let mut inside = false;
        for (index, byte) in lower.bytes().enumerate() {
            if !inside {
                cues.word(lower.as_bytes().get(index..).unwrap_or_default());
            }
            inside = byte.is_ascii_lowercase() || byte == b'$';
        }
        cues
    }

    fn word(&mut self, word: &[u8]) {
        match word.get(..4).unwrap_or(word) {
            b"inhe" => self.inherited = true,
            b"valu" | b"vali" | b"stat" | b"one " | b"be `" | b"be o" | b"be s" | b"be e" | b"be '"
            | b"be \"" | b"be *" | b"be:" | b"be: " | b"eith" => self.values = true,
            b"read" => self.read = true,
            b"null" => self.null = true,
            b"requ" => (self.required, self.select) = (true, true),
            b"opti" => self.required = true,
            b"depr" => self.deprecated = true,
            b"key" | b"key." | b"key," | b"key;" | b"key)" | b"key " | b"key<" => self.key = true,
            b"defa" => self.default = true,
            b"$fil" => self.filter = true,
            b"$sel" => self.select = true,
            _ => {}
        }
    }
}
