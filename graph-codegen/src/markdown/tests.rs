//! What is written reads back as what was meant, whatever the text.

use fastrand::Rng;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, TextMergeStream};

use super::{
    doc::{Docs, Inline, Target, Text},
    prose::{Resolved, prose},
};

/// Links that lead to `x.md` are known.
fn resolve(_: &str, url: &str) -> Option<Resolved> {
    let target = (url == "x.md").then(|| Target::item("crate::X")).flatten();
    target.or_else(|| Target::url(url)).map(Resolved::from)
}

fn written(text: &str) -> Docs {
    prose(text, &resolve).lines()
}

#[test]
fn prose_of_pages_becomes_documentation() {
    for (text, expected) in [
        ("", ""),
        (" <br> ", ""),
        ("![](x.md)", ""),
        // Links that lead nowhere become text.
        ("A [recipient](x.md) of it", "A [recipient](crate::X) of it"),
        ("See [other](y.md).", "See other."),
        (
            "See [the\nlong text](x.md \"title\").",
            "See [the long text](crate::X).",
        ),
        ("[`code` it](x.md)", "[`code` it](crate::X)"),
        ("[a](javascript:alert(1)) [b](file:///x) [c](data:x)", "a b c"),
        ("A [recipient][] or [that][ref]", "A recipient or that"),
        ("[**bold**](x.md)", "[**bold**](crate::X)"),
        ("[a ![b](c) [d](x.md)](x.md)", "\\[a b [d](crate::X)\\](x.md)"),
        // Brackets.
        ("one of [low] or ]", "one of \\[low\\] or \\]"),
        ("open [ended", "open \\[ended"),
        ("- [ ] task", "\\- \\[ \\] task"),
        ("[^1]: note", "\\[\\^1\\]: note"),
        ("[a]: b", "\\[a\\]: b"),
        (
            "\\![t](https://x.org) \\![t](x.md)",
            "\\![t](https://x.org) \\![t](crate::X)",
        ),
        // URLs.
        ("at https://example.org/a_b.", "at <https://example.org/a_b>."),
        ("(https://example.org)", "(<https://example.org>)"),
        (
            "(see https://example.org/a(b))",
            "(see <https://example.org/a(b)>)",
        ),
        ("<https://example.org>", "<https://example.org>"),
        ("<https://exam\u{202e}ple.org>", "<https://example.org>"),
        ("[https://example.org](x.md)", "[https://example.org](crate::X)"),
        ("`https://example.org`", "`https://example.org`"),
        ("http and https", "http and https"),
        ("<a@example.org>", "a@example.org"),
        ("[a](https://x.org/?a=1&copy;=2)", "[a](https://x.org/?a=1©=2)"),
        (
            "[a](https://x.org/?a=1&amp;copy;=2)",
            "[a](https://x.org/?a=1\\&copy;=2)",
        ),
        // HTML.
        ("a<br>b", "a b"),
        ("a<br/> <br/>b", "a\n\nb"),
        ("x<ul><li>one</li><li>two</li></ul>y", "x\n\n- one\n- two\n\ny"),
        ("<b>bold</b> <code>a|b</code>", "bold `a|b`"),
        ("<code>a <b>b</b></code> <code>open", "`a b` open"),
        ("a<!-- hidden -->b", "ab"),
        ("<script>x</script> <div>y</div>", "\\<script>x\\</script>\n\ny"),
        ("to <recipient> now", "to \\<recipient> now"),
        ("a < b", "a \\< b"),
        ("Collection<String>", "Collection\\<String>"),
        // Code.
        ("`low", "\\`low"),
        ("`a` and `b", "`a` and \\`b"),
        ("``low` x", "\\`\\`low\\` x"),
        ("```json {\"a\": 1}```", "`json {\"a\": 1}`"),
        ("```\nlet x = 1;\n```", "`let x = 1;`"),
        ("`` a`b ``", "`` a`b ``"),
        // Emphasis.
        ("**bold** and _it_ and __both__", "**bold** and *it* and **both**"),
        ("***a*** x", "*a* x"),
        ("snake_case and 2 * 3 * 4", "snake_case and 2 \\* 3 \\* 4"),
        // What begins a block means nothing.
        ("# no heading", "\\# no heading"),
        ("x\n\n    let y = 1;", "x\n\nlet y = 1;"),
        ("x\n|a|b|\n|-|-|", "x |a|b| |-|-|"),
        ("a */ b /* c", "a */ b /* c"),
        ("x\n- a\n- b", "x\n\n- a\n- b"),
        // Characters.
        ("a\u{202e}b\u{200b}c\u{7}d\u{61c}e\u{85}f", "abcde f"),
        ("a\\|b \\[x\\] \\<y\\> c:\\dir", "a|b \\[x\\] \\<y> c:\\\\dir"),
        ("a&nbsp;b &lt;c&gt; d & e &amp;lt;", "a b \\<c> d & e \\&lt;"),
    ] {
        assert_eq!(written(text).join("\n"), expected, "{text}");
    }
}

#[test]
fn sentences_are_added_after_a_full_stop() {
    let docs = prose("The name", &resolve).sentences(vec![Text::new("Read-only."), Text::new("Nullable.")]);
    assert_eq!(docs.lines().join("\n"), "The name. Read-only. Nullable.");
    let docs = prose("One: <ul><li>a</li></ul>", &resolve).sentences(vec![Text::new("Read-only.")]);
    assert_eq!(docs.lines().join("\n"), "One:\n\n- a\n\nRead-only.");
}

#[test]
fn only_names_of_items_and_urls_are_targets() {
    assert!(
        ["https://", "javascript:x", "//x", "x.md"]
            .iter()
            .all(|url| Target::url(url).is_none())
    );
    assert!(
        ["a b", "a::", "", "a](b"]
            .iter()
            .all(|path| Target::item(path).is_none())
    );
    let url = Target::url("https://x/a b)\u{202e}\u{7}\u{200b}é");
    let link = Text::default().link(Text::new("t"), url);
    assert_eq!(link.line(), "[t](https://x/a%20b%29é)");
    let name = Text::name("X")
        .text("(a)")
        .append(Text::name("Y"))
        .append(Text::name("Z"));
    assert_eq!(name.line(), "[`X`]\\(a)[`Y`] [`Z`]");
    assert_eq!(Text::name("X").text(": y").line(), "[`X`]\\: y");
}

#[test]
fn a_line_never_begins_another_block() {
    for (word, line) in [
        ("-", "\\- x"),
        ("#", "\\# x"),
        ("##", "\\## x"),
        ("1.", "1\\. x"),
        ("12)", "12\\) x"),
        ("===", "\\=== x"),
        ("|---|", "\\|---| x"),
        ("~~~sh", "\\~\\~\\~sh x"),
        (">", "\\> x"),
        ("*", "\\* x"),
        (":-:", "\\:-: x"),
    ] {
        assert_eq!(Text::new(&format!("{word} x")).line(), line);
    }
    assert_eq!(Text::new("-PT15M 1.5").line(), "-PT15M 1.5");
}

#[test]
fn code_and_links_are_never_broken() {
    let long = "word ".repeat(30);
    let text = format!("{long}`{long}` [{long}](x.md) {long}");
    let lines = written(&text);
    let whole = |line: &&String| line.starts_with("`word") && line.ends_with("word`");
    assert_eq!(lines.iter().filter(whole).count(), 1);
    assert!(
        lines
            .iter()
            .any(|line| line.starts_with("[word") && line.ends_with("](crate::X)"))
    );
    assert!(
        lines
            .iter()
            .all(|line| line.len() <= 100 || line.starts_with(['`', '[']))
    );
}

/// A block as it reads back: its text with marks around what is more than text.
type Shape = Vec<(bool, String)>;

fn meant(docs: &super::Doc) -> Shape {
    fn show(inlines: &[Inline], shown: &mut String) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => shown.push_str(text),
                Inline::Code(code) => shown.push_str(&format!("⟦{code}⟧")),
                Inline::Emphasis { inner, .. } => show(inner, shown),
                Inline::Link { text, .. } => {
                    shown.push('⟪');
                    show(text, shown);
                    shown.push('⟫');
                }
            }
        }
    }
    let blocks = docs.blocks.iter().map(|block| {
        let mut shown = String::new();
        show(&block.text.inlines, &mut shown);
        (block.kind == super::doc::Kind::Item, spaceless(&shown))
    });
    blocks.collect()
}

/// A space may be added between two code spans, and moved out of emphasis.
fn spaceless(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Reads documentation as rustdoc does; an error names what is not allowed.
fn read_back(lines: &[String]) -> Result<Shape, String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let text = lines.join("\n");
    if text.chars().any(|c| super::doc::is_invisible(c) && c != '\n') {
        return Err("an invisible character".to_owned());
    }
    let parser = Parser::new_ext(&text, options);
    if parser.reference_definitions().iter().next().is_some() {
        return Err("a definition".to_owned());
    }
    let (mut shape, mut shown, mut item) = (Shape::new(), String::new(), false);
    for event in TextMergeStream::new(parser) {
        match event {
            Event::Text(text) => shown.push_str(&text),
            Event::Code(code) => shown.push_str(&format!("⟦{code}⟧")),
            Event::SoftBreak => shown.push(' '),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let known = ["https://", "http://", "mailto:", "crate::"].iter();
                if !known.clone().any(|known| dest_url.starts_with(known)) {
                    return Err(format!("a link to {dest_url}"));
                }
                shown.push('⟪');
            }
            Event::End(TagEnd::Link) => shown.push('⟫'),
            Event::Start(Tag::Item) => item = true,
            Event::End(TagEnd::Paragraph | TagEnd::Item) => {
                if !shown.is_empty() {
                    shape.push((item, spaceless(&std::mem::take(&mut shown))));
                }
                item = false;
            }
            Event::Start(Tag::Paragraph | Tag::Emphasis | Tag::Strong | Tag::List(None)) => {}
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::List(false)) => {}
            other => return Err(format!("{other:?}")),
        }
    }
    Ok(shape)
}

/// URLs become links when they are written, which the text does not show.
fn without_urls(shape: Shape) -> Shape {
    let without = |text: String| text.replace(['⟪', '⟫'], "");
    shape
        .into_iter()
        .map(|(item, text)| (item, without(text)))
        .collect()
}

#[test]
fn what_is_written_reads_back() {
    const PARTS: &[&str] = &[
        "a",
        "b c",
        " ",
        " ",
        "\n",
        "\n\n",
        "    ",
        "`",
        "``",
        "```",
        "```rust\n",
        "[",
        "]",
        "](x.md)",
        "](https://x.org/a_b)",
        "](y.md)",
        "][]",
        "]: x",
        "(",
        ")",
        "<",
        ">",
        "<br>",
        "<br><br>",
        "<li>",
        "</ul>",
        "<code>",
        "</code>",
        "<script>",
        "\\",
        "\\`",
        "\\*",
        "*",
        "**",
        "_",
        "__",
        "- ",
        "+ ",
        "# ",
        "1. ",
        "1)",
        "|",
        "|-|",
        "\n|-|-|\n",
        "~~~",
        "~",
        "===",
        "---",
        "\n---\n",
        "https://x.org/",
        "http",
        "!",
        "![",
        "&",
        "&lt;",
        "&#96;",
        "&#35;",
        "&nbsp;",
        "copy;",
        "<!--",
        "-->",
        "\u{202e}",
        "é",
        "\u{7}",
        "[^1]",
        ":",
        ".",
        ",",
        "<https://x.org>",
        "x",
        "[x] ",
        "**b**",
        "_i_",
        "`c`",
        "[`X`](x.md)",
        "\u{3000}",
        "“",
        "$",
        "^",
        "=",
    ];
    let cases = std::env::var("FUZZ_CASES")
        .ok()
        .and_then(|text| text.parse().ok());
    for case in 0..cases.unwrap_or(20_000) {
        let chance = &mut Rng::with_seed(case);
        let parts = (0..chance.usize(1..12)).map(|_| PARTS[chance.usize(0..PARTS.len())]);
        let mut text: String = parts.collect();
        if chance.u8(0..8) == 0 {
            text = text.repeat(12);
        }
        let doc = prose(&text, &resolve);
        let lines = doc.lines();
        let back =
            read_back(&lines).unwrap_or_else(|found| panic!("case {case}: {text:?}: {found}\n{lines:#?}"));
        let context = format!("case {case}: {text:?}\n{lines:#?}");
        assert_eq!(without_urls(back), without_urls(meant(&doc)), "{context}");
        let links = |shape: &Shape| {
            shape
                .iter()
                .map(|(_, text)| text.matches('⟪').count())
                .sum::<usize>()
        };
        assert!(
            links(&read_back(&lines).expect("read before")) >= links(&meant(&doc)),
            "{context}"
        );
        let again = prose(&lines.join("\n"), &|_, url| {
            Target::url(url).or_else(|| Target::item(url)).map(Resolved::from)
        });
        if !lines.first().is_some_and(|line| line.starts_with("- ")) {
            assert_eq!(
                without_urls(meant(&again)),
                without_urls(meant(&doc)),
                "{context}"
            );
        }
        let line = Text::new(&text).line();
        let back = read_back(std::slice::from_ref(&line))
            .unwrap_or_else(|found| panic!("case {case}: {text:?}: {found}\n{line}"));
        let flat: String = without_urls(back).into_iter().map(|(_, text)| text).collect();
        assert_eq!(flat, spaceless(&Text::new(&text).plain()), "{line}");
    }
}
