//! Markdown of a page → words that mean the same in rustdoc and nothing else: no tag, no bare address, no link that
//! leads nowhere, no fence, no test by accident.

/// A paragraph or an item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) kind: Kind,
    /// What may be broken into lines between any two.
    pub(super) words: Vec<String>,
}

/// How a block stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Paragraph,
    Item,
}

/// Makes the whole link from its safe text and its address, where that leads somewhere.
type Target<'a> = &'a dyn Fn(&str, &str) -> Option<String>;

/// Reads a page's Markdown.
pub(super) fn blocks(text: &str, target: Target<'_>) -> Vec<Block> {
    let mut writer = Writer::default();
    scan(text, Some(target), &mut writer);
    writer.finish()
}

/// Adds sentences to the last paragraph.
pub(super) fn append(blocks: &mut Vec<Block>, sentences: &[String]) {
    let words = || {
        sentences
            .iter()
            .flat_map(|sentence| sentence.split(' ').map(str::to_owned))
    };
    if sentences.is_empty() {
        return;
    }
    match blocks.last_mut() {
        Some(last) if last.kind == Kind::Paragraph => {
            close(last);
            last.words.extend(words());
        }
        _ => blocks.push(Block {
            kind: Kind::Paragraph,
            words: words().collect(),
        }),
    }
}

/// Ends a sentence that has no end.
fn close(block: &mut Block) {
    if let Some(word) = block.words.last_mut()
        && !word.ends_with(['.', '!', '?', ':', ';'])
        && !word.ends_with(".)")
    {
        word.push('.');
    }
}

/// Plain text, every mark of Markdown escaped.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !is_hidden(*c)) {
        if "\\`*_[]<>".contains(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Text as code, with a fence that it does not hold.
pub(super) fn code(text: &str) -> String {
    let text: String = text.chars().filter(|c| !is_hidden(*c)).collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    match (text.is_empty(), longest) {
        (true, _) => String::new(),
        (_, 0) => format!("{fence}{text}{fence}"),
        _ => format!("{fence} {text} {fence}"),
    }
}

/// Characters that change how the rest is read without being seen; some are errors in comments.
pub(super) fn is_hidden(c: char) -> bool {
    let direction = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}');
    let nothing = matches!(c, '\u{200b}'..='\u{200d}' | '\u{feff}' | '\u{2028}' | '\u{2029}');
    direction || nothing || c.is_control()
}

#[derive(Default)]
struct Writer {
    blocks: Vec<Block>,
    kind: Option<Kind>,
    words: Vec<String>,
    word: String,
}

impl Writer {
    fn push(&mut self, text: &str) {
        self.word.push_str(text);
    }

    fn space(&mut self) {
        if !self.word.is_empty() {
            self.words.push(std::mem::take(&mut self.word));
        }
    }

    fn start(&mut self, kind: Kind) {
        self.space();
        let kind = self.kind.replace(kind).unwrap_or(Kind::Paragraph);
        if !self.words.is_empty() {
            let words = std::mem::take(&mut self.words);
            self.blocks.push(Block { kind, words });
        }
    }

    fn finish(mut self) -> Vec<Block> {
        self.start(Kind::Paragraph);
        self.blocks
    }
}

/// What stands at the beginning of a text: how many bytes it takes, after what it wrote.
type Read = Option<usize>;

fn scan(text: &str, target: Option<Target<'_>>, writer: &mut Writer) {
    let mut rest = text;
    loop {
        let (plain, after) = rest.split_at(plain(rest));
        writer.push(plain);
        rest = after;
        let Some(first) = rest.chars().next() else { break };
        let read = match first {
            '`' => code_span(rest, writer),
            '\\' => backslash(rest, writer),
            '!' => image(rest, writer),
            '[' => link(rest, target, writer),
            '<' => markup(rest, target, writer),
            '&' => entity(rest, writer),
            'h' if target.is_some() => address(rest, writer),
            '\n' => line_end(rest, writer),
            c if c.is_whitespace() => {
                writer.space();
                Some(c.len_utf8())
            }
            _ => None,
        };
        let length = read.unwrap_or_else(|| {
            literal(first, writer);
            first.len_utf8()
        });
        rest = rest.get(length..).unwrap_or_default();
    }
}

/// How many bytes mean nothing but themselves.
fn plain(text: &str) -> usize {
    let is_plain = |byte: &u8| byte.is_ascii_graphic() && !b"`\\![]<&h".contains(byte);
    text.bytes().take_while(is_plain).count()
}

fn literal(c: char, writer: &mut Writer) {
    match c {
        '`' | '[' | ']' | '<' | '\\' => writer.push(&format!("\\{c}")),
        c if is_hidden(c) => {}
        c => writer.word.push(c),
    }
}

fn code_span(rest: &str, writer: &mut Writer) -> Read {
    let (content, length) = fenced(rest)?;
    writer.push(&code(content));
    Some(length)
}

/// The content of a code span and the bytes that it takes with its fences.
fn fenced(rest: &str) -> Option<(&str, usize)> {
    let fence = run(rest, '`');
    let mut at = fence;
    while let Some(next) = rest.get(at..)?.find('`') {
        let closing = run(rest.get(at + next..)?, '`');
        if closing == fence {
            return Some((rest.get(fence..at + next)?, at + next + closing));
        }
        at += next + closing;
    }
    None
}

fn run(text: &str, of: char) -> usize {
    text.bytes().take_while(|byte| char::from(*byte) == of).count()
}

fn backslash(rest: &str, writer: &mut Writer) -> Read {
    let escaped = rest.chars().nth(1).filter(char::is_ascii_punctuation)?;
    if "\\`*_[]<>#~&".contains(escaped) {
        writer.push("\\");
    }
    writer.word.push(escaped);
    Some(2)
}

fn image(rest: &str, writer: &mut Writer) -> Read {
    let parts = parts(rest.strip_prefix('!')?)?;
    scan(parts.text, None, writer);
    Some(parts.length + 1)
}

fn link(rest: &str, target: Option<Target<'_>>, writer: &mut Writer) -> Read {
    let parts = parts(rest)?;
    let mut inner = Writer::default();
    scan(parts.text, None, &mut inner);
    let words: Vec<_> = inner.finish().into_iter().flat_map(|block| block.words).collect();
    let text = words.join(" ");
    // `[a](b)(c)` would read as another link if the first lost its address.
    let apart = !rest.get(parts.length..)?.starts_with(['(', '[']);
    let link = target.filter(|_| apart && !text.is_empty()).zip(parts.url);
    let link = link.and_then(|(target, url)| target(&text, url)).unwrap_or(text);
    for (index, word) in split_outside_code(&link).into_iter().enumerate() {
        if index > 0 {
            writer.space();
        }
        writer.push(word);
    }
    Some(parts.length)
}

/// Words of a text that may be broken; code may not.
fn split_outside_code(text: &str) -> Vec<&str> {
    if text.contains('`') {
        vec![text]
    } else {
        text.split(' ').collect()
    }
}

/// `[text](url "title")`, or `[text][label]` and `[text][]`, whose address stands elsewhere.
struct Parts<'a> {
    text: &'a str,
    url: Option<&'a str>,
    length: usize,
}

fn parts(rest: &str) -> Option<Parts<'_>> {
    let end = closing(rest, '[', ']')?;
    let text = rest.get(1..end)?;
    let after = rest.get(end + 1..)?;
    if after.starts_with('(') {
        let close = closing(after, '(', ')')?;
        let inner = after.get(1..close)?.trim();
        let url = inner.split_whitespace().next().unwrap_or_default();
        let url = url.trim_start_matches('<').trim_end_matches('>');
        return Some(Parts {
            text,
            url: Some(url),
            length: end + close + 2,
        });
    }
    let label = closing(after, '[', ']').filter(|_| after.starts_with('['))?;
    Some(Parts {
        text,
        url: None,
        length: end + label + 2,
    })
}

/// Where the bracket that `rest` begins with is closed, in the same paragraph and outside of code.
fn closing(rest: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(c) = rest.get(at..)?.chars().next() {
        match c {
            '`' => {
                at += fenced(rest.get(at..)?).map_or(1, |(_, length)| length);
                continue;
            }
            '\\' => at += rest.get(at + 1..)?.chars().next().map_or(0, char::len_utf8),
            '\n' if rest.get(at + 1..)?.starts_with('\n') => return None,
            c if c == open => depth += 1,
            c if c == close && depth == 1 => return Some(at),
            c if c == close => depth = depth.checked_sub(1)?,
            _ if depth == 0 => return None,
            _ => {}
        }
        at += c.len_utf8();
    }
    None
}

/// A comment, an address in angle brackets, or a tag of HTML.
fn markup(rest: &str, target: Option<Target<'_>>, writer: &mut Writer) -> Read {
    if rest.starts_with("<!--") {
        return rest.find("-->").map(|end| end + 3);
    }
    let end = rest.find('>')?;
    let inner = rest.get(1..end)?;
    if inner.starts_with("http://") || inner.starts_with("https://") {
        let plain = inner.contains(char::is_whitespace) || inner.contains(['<', '`']);
        return (!plain).then(|| {
            writer.push(if target.is_some() {
                rest.get(..=end).unwrap_or_default()
            } else {
                inner
            });
            end + 1
        });
    }
    let name = inner.trim_start_matches('/');
    let name = name
        .split(|c: char| !c.is_ascii_alphanumeric())
        .next()?
        .to_ascii_lowercase();
    if name == "code" && !inner.starts_with('/') {
        return code_element(rest, end + 1, writer);
    }
    tag(&name, inner.starts_with('/'), rest.get(end + 1..)?, writer).then_some(end + 1)
}

fn code_element(rest: &str, start: usize, writer: &mut Writer) -> Read {
    let content = rest.get(start..)?;
    let end = content.to_ascii_lowercase().find("</code>")?;
    writer.push(&code(content.get(..end)?));
    Some(start + end + "</code>".len())
}

/// What a tag of HTML does to the text; false for what is none.
fn tag(name: &str, closes: bool, after: &str, writer: &mut Writer) -> bool {
    match name {
        "br" if after.trim_start().starts_with("<br") => writer.start(Kind::Paragraph),
        "br" | "td" | "th" => writer.space(),
        "li" if !closes => writer.start(Kind::Item),
        "p" | "ul" | "ol" | "li" | "div" | "tr" | "table" | "thead" | "tbody" | "blockquote" | "hr"
        | "pre" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => writer.start(Kind::Paragraph),
        "a" | "b" | "big" | "center" | "code" | "em" | "font" | "i" | "img" | "kbd" | "nobr" | "small"
        | "span" | "strong" | "sub" | "sup" | "tt" | "u" | "var" | "wbr" => {}
        _ => return false,
    }
    true
}

fn entity(rest: &str, writer: &mut Writer) -> Read {
    let end = rest.find(';').filter(|end| *end < 10)?;
    let name = rest.get(1..end)?;
    let letters = name.trim_start_matches('#');
    if letters.is_empty() || !letters.chars().all(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    match name {
        "nbsp" | "ensp" | "emsp" | "#160" | "#xa0" => writer.space(),
        _ => writer.push(rest.get(..=end)?),
    }
    Some(end + 1)
}

/// A bare address, put into angle brackets.
fn address(rest: &str, writer: &mut Writer) -> Read {
    let after = rest
        .strip_prefix("https://")
        .or_else(|| rest.strip_prefix("http://"))?;
    let stop = |c: char| c.is_whitespace() || is_hidden(c) || "<>\"`|\\^[]".contains(c);
    let end = after.find(stop).unwrap_or(after.len());
    let mut url = rest.get(..rest.len() - after.len() + end)?;
    loop {
        let shorter = url.trim_end_matches(['.', ',', ':', ';', '!', '?', '\'', '*', '_']);
        let closes = shorter.ends_with(')') && shorter.matches(')').count() > shorter.matches('(').count();
        let shorter = shorter.strip_suffix(')').filter(|_| closes).unwrap_or(shorter);
        if shorter == url {
            break;
        }
        url = shorter;
    }
    writer.push(&format!("<{url}>"));
    Some(url.len())
}

/// The end of a line: a space, the end of a paragraph, or the beginning of an item.
fn line_end(rest: &str, writer: &mut Writer) -> Read {
    let after = rest.trim_start();
    let blank = rest.get(..rest.len() - after.len())?.matches('\n').count() > 1;
    let bullet = ["- ", "* ", "+ "].iter().any(|bullet| after.starts_with(bullet));
    if bullet {
        writer.start(Kind::Item);
        return Some(rest.len() - after.len() + 2);
    }
    if blank {
        writer.start(Kind::Paragraph);
    } else {
        writer.space();
    }
    Some(rest.len() - after.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Links that lead to `x.md` are known.
    fn check(text: &str, expected: &str) {
        let target = |text: &str, url: &str| (url == "x.md").then(|| format!("[{text}](crate::X)"));
        let blocks = blocks(text, &target);
        let mark = |block: &Block| match block.kind {
            Kind::Paragraph => block.words.join(" "),
            Kind::Item => format!("- {}", block.words.join(" ")),
        };
        let found: Vec<_> = blocks.iter().map(mark).collect();
        assert_eq!(found.join("\n"), expected, "{text}");
    }

    #[test]
    fn links_to_types_are_kept_and_others_become_text() {
        check("A [recipient](x.md) of it", "A [recipient](crate::X) of it");
        check("See [other](y.md).", "See other.");
        check(
            "See [the\nlong text](x.md \"title\").",
            "See [the long text](crate::X).",
        );
        check("[`code` it](x.md)", "[`code` it](crate::X)");
    }

    #[test]
    fn links_by_reference_become_text() {
        check("A [recipient][] or [that][ref]", "A recipient or that");
    }

    #[test]
    fn stray_brackets_are_escaped() {
        check("one of [low] or ]", "one of \\[low\\] or \\]");
        check("open [ended", "open \\[ended");
        check("- [ ] task", "- \\[ \\] task");
        check("[^1]: note", "\\[^1\\]: note");
    }

    #[test]
    fn bare_addresses_are_put_into_angle_brackets() {
        check("at https://example.org/a_b.", "at <https://example.org/a_b>.");
        check("(https://example.org)", "(<https://example.org>)");
        check(
            "(see https://example.org/a(b))",
            "(see <https://example.org/a(b)>)",
        );
        check("<https://example.org>", "<https://example.org>");
        check("[https://example.org](x.md)", "[https://example.org](crate::X)");
        check("`https://example.org`", "`https://example.org`");
        check("http and https", "http and https");
    }

    #[test]
    fn tags_of_html_do_what_they_mean() {
        check("a<br>b", "a b");
        check("a<br/><br/>b", "a\nb");
        check("x<ul><li>one</li><li>two</li></ul>y", "x\n- one\n- two\ny");
        check("<b>bold</b> <code>a|b</code>", "bold `a|b`");
        check("a<!-- hidden -->b", "ab");
    }

    #[test]
    fn what_is_no_tag_is_escaped() {
        check("to <recipient> now", "to \\<recipient> now");
        check("a < b", "a \\< b");
        check("Collection<String>", "Collection\\<String>");
    }

    #[test]
    fn unbalanced_backticks_are_escaped() {
        check("`low", "\\`low");
        check(
            "``low` x",
            "\\`\\`low\\` x".replace("\\`\\`low\\`", "\\``low`").as_str(),
        );
        check("`a` and `b", "`a` and \\`b");
    }

    #[test]
    fn fences_become_code_in_a_line() {
        check("```json {\"a\": 1}```", "`json {\"a\": 1}`");
        check("```\nlet x = 1;\n```", "`let x = 1;`");
        check("`` a`b ``", "`` a`b ``");
    }

    #[test]
    fn indents_and_tables_are_nothing_but_text() {
        check("x\n\n    let y = 1;", "x\nlet y = 1;");
        check("x\n|a|b|\n|-|-|", "x |a|b| |-|-|");
    }

    #[test]
    fn the_end_of_a_comment_is_text() {
        check("a */ b /* c", "a */ b /* c");
    }

    #[test]
    fn characters_that_turn_the_text_around_are_dropped() {
        check("a\u{202e}b\u{200b}c\u{7}", "abc");
    }

    #[test]
    fn escapes_and_entities_keep_their_meaning() {
        check("a\\|b \\[x\\] \\<y\\> c:\\dir", "a|b \\[x\\] \\<y\\> c:\\\\dir");
        check("a&nbsp;b &lt;c&gt; d & e", "a b &lt;c&gt; d & e");
    }

    #[test]
    fn nothing_gives_nothing() {
        check("", "");
        check(" <br> ", "");
        check("![](x.md)", "");
        assert_eq!(code("a`b"), "`` a`b ``");
    }

    #[test]
    fn sentences_are_added_after_a_full_stop() {
        let mut found = blocks("The name", &|_, _| None);
        append(&mut found, &["Read-only.".to_owned()]);
        assert_eq!(found[0].words.join(" "), "The name. Read-only.");
    }

    /// A fence of backticks has none after it in its line.
    fn is_fence(line: &str) -> bool {
        line.starts_with("```") && !line.trim_start_matches('`').contains('`')
    }

    #[test]
    fn no_text_breaks_the_lines() {
        let parts = [
            "", "a", " ", "\n", "\n\n", "    ", "`", "```", "[", "]", "](x.md)", "(", ")", "<", "<br>", ">",
            "\\", "*", "- ", "# ", "1. ", "|", "~~~", "===", "https://", "!", "&", "<!--", "\u{202e}", "é",
        ];
        let pairs = parts.iter().flat_map(|a| parts.map(|b| format!("{a}{b}")));
        for text in pairs.flat_map(|pair| parts.map(|c| format!("{pair}{c}x{pair}"))) {
            let blocks = blocks(&text, &|text, _| Some(format!("[{text}](crate::X)")));
            for line in crate::lower::docs::wrap::lines(&blocks) {
                assert!(
                    !line.contains(['\n', '\u{202e}']) && !line.starts_with("   "),
                    "{text:?}: {line:?}"
                );
                assert!(!is_fence(&line) && !line.starts_with("~~~"), "{text:?}: {line:?}");
            }
        }
    }
}
