//! JSON as the pages write it, and JSON that cannot be read.

use super::*;
use crate::text::Sources;

fn check(text: &str, expect: Result<(&str, &[&str]), &str>) {
    let sources = Sources::from_texts(&[("api/a.md", text)]);
    let (file, source) = sources.pages().next().expect("one page");
    let found = read(Slice::whole(file, &source.text));
    let found = found.map(|read| {
        let repairs: Vec<_> = read.repairs.iter().map(|repair| repair.value).collect();
        (read.value.to_string(), repairs)
    });
    match (found, expect) {
        (Ok((value, repairs)), Ok((wanted, mended))) => {
            assert_eq!(value, wanted, "{text}");
            assert_eq!(repairs, mended, "{text}");
        }
        (Err(fault), Err(wanted)) => assert_eq!(fault.message, wanted, "{text}"),
        (found, _) => panic!("{text}: {:?}", found.map_err(|fault| (fault.message, fault.at))),
    }
}

#[test]
fn strict_json_needs_no_repair() {
    check(
        r#"{"b": [1, 2.50, null], "a": "é\n"}"#,
        Ok((r#"{"b":[1,2.5,null],"a":"é\n"}"#, &[])),
    );
}

// G20
#[test]
fn commas_too_many_are_mended() {
    check(r#"{"a": 1,}"#, Ok((r#"{"a":1}"#, &["trailing comma"])));
    check(r#"[1, , 2]"#, Ok(("[1,2]", &["doubled comma"])));
}

// T04
#[test]
fn a_missing_comma_is_told() {
    check(
        "{\"a\": 1\n \"b\": 2}",
        Ok((r#"{"a":1,"b":2}"#, &["missing comma"])),
    );
}

// T05
#[test]
fn a_missing_brace_is_beyond_repair() {
    check(
        r#"{"a": {"b": 1}"#,
        Err("the text ends inside an object or an array"),
    );
}

#[test]
fn comments_are_skipped() {
    check(
        "{ // one\n \"a\": /* two */ 1 }",
        Ok((r#"{"a":1}"#, &["comment", "comment"])),
    );
}

#[test]
fn elisions_are_told() {
    check(
        r#"{"a": [1, ...], ... }"#,
        Ok((r#"{"a":[1]}"#, &["elision", "elision"])),
    );
    check(r#"{"a": 1 … }"#, Ok((r#"{"a":1}"#, &["elision"])));
}

#[test]
fn quotes_of_other_kinds() {
    check(
        "{'a': \u{201c}b\u{201d}}",
        Ok((r#"{"a":"b"}"#, &["unusual quotes", "unusual quotes"])),
    );
    check(r#"{a: 1}"#, Ok((r#"{"a":1}"#, &["key without quotes"])));
    check(r#"{""code": "x"}"#, Ok((r#"{"code":"x"}"#, &["doubled quote"])));
    check(
        "{\"size: : null}",
        Ok((r#"{"size":null}"#, &["missing quote", "doubled colon"])),
    );
}

#[test]
fn words_without_quotes() {
    check(
        "{\"d\": 2019-08-27T10:00:00Z}",
        Ok((r#"{"d":"2019-08-27T10:00:00Z"}"#, &["text without quotes"])),
    );
    check("{\"d\": True}", Ok((r#"{"d":true}"#, &["text without quotes"])));
    check("{\"n\": 007}", Ok((r#"{"n":7}"#, &["unusual number"])));
}

#[test]
fn white_space_of_other_kinds() {
    check(
        "{\u{a0}\"a\": \"x\ty\"}",
        Ok((
            r#"{"a":"x\ty"}"#,
            &["unusual white space", "control character in a text"],
        )),
    );
}

#[test]
fn text_behind_the_value_is_told() {
    check("{\"a\": 1}\nmore", Ok((r#"{"a":1}"#, &["text after the value"])));
}

#[test]
fn words_in_brackets_are_no_json() {
    check("[Zip file of an app]", Err("a value was expected"));
    check("{Raw bytes of the file}", Err("a colon was expected"));
}

#[test]
fn deep_nesting_is_a_fault() {
    check(&"[".repeat(100_000), Err("nested too deep"));
    check(&"{\"a\":".repeat(100_000), Err("nested too deep"));
}

#[test]
fn escapes_are_kept_or_mended() {
    check(
        r#"{"a": "\d \ud83d\ude00 \ud83d",}"#,
        Ok((
            "{\"a\":\"\\\\d 😀 \u{fffd}\"}",
            &["unknown escape", "broken escape", "trailing comma"],
        )),
    );
}
