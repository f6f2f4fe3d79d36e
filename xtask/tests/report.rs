//! The page that `report` writes, as a file: the same for the same pages, and nothing in it that pages could break.

#[allow(dead_code, reason = "each test file uses its part of the sandbox")]
mod sandbox;

use sandbox::{Sandbox, THING};
use serde_json::Value;

const REPORT: [&str; 5] = ["report", "--docs", "docs", "--out", "report.html"];

/// The data that the page holds.
fn data(html: &str, id: &str) -> Value {
    let start = format!("<script type=\"application/json\" id=\"{id}\">");
    let (_, rest) = html.split_once(&start).expect("the page holds data");
    let (json, _) = rest.split_once("</script>").expect("the data ends");
    serde_json::from_str(json).expect("is JSON")
}

#[test]
fn equal_pages_give_equal_bytes() {
    let sandbox = Sandbox::new();
    for n in 0..20 {
        let page = THING.replace("thing", &format!("thing{n}"));
        sandbox.write(&format!("docs/resources/thing{n}.md"), &page);
    }
    let texts = [1, 2, 7].map(|threads| {
        sandbox.run_on(threads, &REPORT).expect(0);
        sandbox.read("report.html")
    });
    assert_eq!(
        data(&texts[0], "data")["types"].as_array().map(Vec::len),
        Some(20)
    );
    assert!(texts.iter().all(|text| *text == texts[0]));
}

#[test]
fn operations_have_their_names_in_rust() {
    let sandbox = Sandbox::with_pages();
    let page = "# List things\n\n## HTTP request\n\n```http\nGET /things\nGET /me/things\n```\n\n\
        ## Response\n\nReturns a collection of [thing](../resources/thing.md) objects.\n";
    sandbox.write("docs/api/thing-list.md", page);
    sandbox.run(&REPORT).expect(0);
    let data = data(&sandbox.read("report.html"), "data");
    let operations = data["operations"].as_array().expect("a list");
    let list = operations
        .iter()
        .find(|one| one["id"] == "thing-list")
        .expect("is there");
    assert_eq!(list["rust"], "operations::ListThings");
    let calls = serde_json::json!(["things().list()", "me().things().list()"]);
    assert_eq!(list["calls"], calls);
}

#[test]
fn the_page_holds_the_model_the_coverage_and_the_findings() {
    let sandbox = Sandbox::with_pages();
    sandbox.write("docs/resources/second.md", "# second resource type\n\n## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n|other|nothing|x|\n");
    sandbox.run(&REPORT).expect(0);
    let data = data(&sandbox.read("report.html"), "data");
    let name = |place: &Value| data["names"][place.as_u64().expect("a place") as usize].clone();
    let names: Vec<_> = data["types"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|ty| name(&ty["name"]))
        .collect();
    assert!(names.contains(&"microsoft.graph.thing".into()), "{names:?}");
    assert_eq!(data["areas"][0]["name"], "no area");
    let codes: Vec<_> = data["codes"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|code| &code["id"])
        .collect();
    assert!(codes.contains(&&Value::from("GD0305")), "{codes:?}");
    let counted = data["areas"][0]["blocks"].as_array().expect("a list");
    assert!(counted.len() > 5, "{counted:?}");
}

#[test]
fn findings_that_are_accepted_are_marked() {
    let sandbox = Sandbox::new();
    let odd = format!(
        "{THING}\n{}",
        "## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n|odd|notKnown|x|\n"
    );
    sandbox.write("docs/resources/thing.md", &odd);
    let marks = || {
        sandbox.run(&REPORT).expect(0);
        let data = data(&sandbox.read("report.html"), "data");
        let findings = data["findings"].as_array().expect("a list").iter();
        findings
            .map(|finding| finding["accepted"] == true)
            .collect::<Vec<_>>()
    };
    let before = marks();
    assert!(
        !before.is_empty() && before.iter().all(|accepted| !accepted),
        "{before:?}"
    );
    let accept = ["gen", "--docs", "docs", "--out", "crate", "--accept"];
    sandbox.run(&accept).expect(0);
    let after = marks();
    assert!(after.iter().all(|accepted| *accepted), "{after:?}");
}

#[test]
fn a_folder_without_pages_gives_no_page() {
    let sandbox = Sandbox::new();
    sandbox.write("docs/readme.txt", "x");
    let run = sandbox.run(&REPORT);
    run.expect(1);
    run.ends_with_a_command();
    assert!(!sandbox.root().join("report.html").exists());
}

#[test]
fn a_link_without_a_page_or_a_safe_scheme_is_wrong_use() {
    let sandbox = Sandbox::with_pages();
    for link in ["https://example.org/", "javascript:{page}"] {
        let run = sandbox.run(&[&REPORT[..], &["--link", link]].concat());
        run.expect(2);
        run.ends_with_a_command();
    }
}

#[test]
fn the_source_of_the_pages_gives_the_links() {
    let sandbox = Sandbox::with_pages();
    sandbox.write(
        "docs/api.toml",
        "source = \"https://github.com/a/b/tree/main/docs\"\n",
    );
    sandbox.run(&REPORT).expect(0);
    let link = &data(&sandbox.read("report.html"), "data")["about"]["link"];
    assert_eq!(
        link,
        "https://github.com/a/b/blob/main/docs/{page}?plain=1#L{line}"
    );
}

#[test]
#[cfg(unix)]
fn a_device_is_written_through() {
    let sandbox = Sandbox::with_pages();
    let run = sandbox.run(&["report", "--docs", "docs", "--out", "/dev/stdout"]);
    run.expect(0);
    assert!(run.stdout.ends_with("</html>\n"), "{}", run.stdout);
}
