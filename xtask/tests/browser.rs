//! The page that `report` writes, in a headless Chromium. Runs where `BROWSER_TESTS` is set: `.ci/run` sees to it that
//! `chromium` and `chromedriver` are there and sets it.

#[path = "browser/driver.rs"]
mod driver;
#[allow(dead_code, reason = "each test file uses its part of the sandbox")]
mod sandbox;

use driver::{Browser, DOWN, ENTER, ESCAPE, UP};
use sandbox::Sandbox;
use serde_json::{Value, json};

/// All views of a report, to look at each.
const EVERY_VIEW: &str = "
    const all = (kind, list, key) => list.map((item) => `#/${kind}/${encodeURIComponent(key(item))}`);
    const data = JSON.parse(document.getElementById('data').textContent);
    return [
        '#/', '#/types', '#/enums', '#/operations', '#/permissions', '#/examples', '#/coverage', '#/findings', '#/none',
        ...all('type', data.types, (type) => data.names[type.name]),
        ...all('enum', data.enums, (one) => data.names[one.name]),
        ...all('operation', data.operations, (operation) => operation.id),
        ...all('permission', data.permissions, (name) => name),
        ...all('coverage', data.areas, (area) => area.name),
        ...all('findings', data.codes, (code) => code.id),
        ...data.pages.map(([path]) => `#/page/${path.split('/').map(encodeURIComponent).join('/')}`),
    ];";

/// A report in a browser, where browsers are tested.
struct Opened {
    sandbox: Sandbox,
    browser: Browser,
}

impl Opened {
    /// A report on a folder of pages; none where no browser is asked for.
    fn of(sandbox: impl FnOnce() -> Sandbox, docs: &str) -> Option<Self> {
        if std::env::var_os("BROWSER_TESTS").is_none_or(|set| set.is_empty()) {
            skipped();
            return None;
        }
        let sandbox = sandbox();
        let link = "https://example.org/{page}#L{line}";
        let args = ["report", "--docs", docs, "--out", "report.html", "--link", link];
        sandbox.run(&args).expect(0);
        let browser = Browser::start();
        let opened = Self { sandbox, browser };
        opened.go("");
        Some(opened)
    }

    fn of_mail() -> Option<Self> {
        Self::of(
            Sandbox::new,
            concat!(env!("CARGO_MANIFEST_DIR"), "/../docs-input"),
        )
    }

    fn go(&self, hash: &str) {
        let file = self.sandbox.root().join("report.html");
        self.browser.open(&format!("file://{}{hash}", file.display()));
        self.browser.wait("document.querySelector('h1')");
    }
}

#[allow(clippy::print_stderr, reason = "a skipped test prints why")]
fn skipped() {
    eprintln!("not run: BROWSER_TESTS is not set, so no browser is started");
}

#[test]
fn the_model_can_be_searched_and_browsed() {
    let Some(Opened {
        browser,
        sandbox: _sandbox,
    }) = Opened::of_mail()
    else {
        return;
    };
    browser.expect_heading("Microsoft Graph v1.0");
    browser.keys("/");
    browser.keys("message");
    browser.wait("document.querySelector('#results [aria-selected=true] .label')?.textContent === 'message'");
    browser.keys(ENTER);
    browser.expect_heading("message");
    browser.wait("document.querySelector('.picture svg a[href$=outlookItem]')");
    browser.wait("[...document.querySelectorAll('tbody th')].some((cell) => cell.textContent === 'subject')");
    browser.click("tbody a[href='#/type/microsoft.graph.recipient']");
    browser.expect_heading("recipient");
    browser.back();
    browser.expect_heading("message");
    browser.click("a[href='#/operation/user-list-messages']");
    browser.expect_heading("List messages");
    browser.click("summary");
    browser.wait("document.querySelector('pre')?.textContent.includes('GET https://graph.microsoft.com')");
    browser.click("a[href='#/permission/Mail.ReadBasic.All']");
    browser.expect_heading("Mail.ReadBasic.All");
    browser.wait("document.querySelector('main').textContent.includes('least privileged')");
    browser.click("a[href='#/operation/user-list-messages']");
    browser.expect_heading("List messages");
    browser.click("a[href='#/enums']");
    browser.click("a[href='#/enum/microsoft.graph.importance']");
    browser.wait("[...document.querySelectorAll('tbody th')].map((cell) => cell.textContent).join() === 'low,normal,high'");
    browser.expect_quiet();
}

#[test]
fn the_keyboard_does_what_the_mouse_does() {
    let Some(opened) = Opened::of_mail() else {
        return;
    };
    let browser = &opened.browser;
    let focused = |words: &str| {
        browser.wait(&format!(
            "document.activeElement.textContent.includes({})",
            json!(words)
        ))
    };
    browser.keys("/");
    browser.wait("document.activeElement.id === 'search'");
    browser.keys("importance");
    browser.wait("document.getElementById('search').getAttribute('aria-activedescendant') === 'result-0'");
    browser.keys(DOWN);
    browser.wait("document.getElementById('search').getAttribute('aria-activedescendant') === 'result-1'");
    browser.keys(ESCAPE);
    browser.wait("document.getElementById('results').hidden && document.activeElement.id !== 'search'");
    browser.keys(&format!("/{DOWN}"));
    focused("pages");
    browser.keys(DOWN);
    focused("types");
    browser.wait("getComputedStyle(document.activeElement).outlineStyle === 'solid'");
    browser.keys(UP);
    focused("pages");
    browser.keys(&format!("{DOWN}{ENTER}"));
    browser.expect_heading("Types");
    browser.wait("document.activeElement.tagName === 'H1'");
    browser.keys(ESCAPE);
    browser.expect_heading("Microsoft Graph v1.0");
    focused("types");
    browser.expect_quiet();
}

#[test]
fn addresses_lead_to_their_views_and_history_keeps_places() {
    let Some(opened) = Opened::of_mail() else {
        return;
    };
    let browser = &opened.browser;
    opened.go("#/type/microsoft.graph.message/subject");
    browser.expect_heading("message");
    browser.wait("document.getElementById('chosen').textContent.includes('subject')");
    browser.wait("document.title === 'message · Microsoft Graph v1.0'");
    browser.wait(
        "document.querySelector('.source .outside').href === 'https://example.org/resources/message.md#L11'",
    );
    opened.go("#/operations");
    browser.script("document.querySelectorAll('.operation')[9].focus(); scrollTo(0, 400)");
    browser.wait("history.state.y === 400");
    browser.keys(ENTER);
    browser.wait("location.hash.startsWith('#/operation/') && scrollY === 0");
    browser.back();
    browser.expect_heading("Operations");
    browser.wait("scrollY === 400 && document.activeElement === document.querySelectorAll('.operation')[9]");
    opened.go("#/types");
    browser.expect_heading("Types");
    browser.script("document.querySelector('.filter').focus()");
    browser.keys("driverecipient");
    browser.wait("document.querySelectorAll('main [data-row]').length === 1");
    browser.click("main a[href='#/type/microsoft.graph.driveRecipient']");
    browser.expect_heading("driveRecipient");
    browser.back();
    browser.expect_heading("Types");
    browser.wait("document.querySelector('.filter').value === 'driverecipient'");
    browser.wait("document.querySelectorAll('main [data-row]').length === 1");
    opened.go("#/type/no.such%type");
    browser.expect_heading("There is no such type");
    browser.expect_quiet();
}

/// What a page may hold to become more than text.
const HOSTILE: &[&str] = &[
    "</script><script>window.broken=1</script>",
    "<img src=x onerror='window.broken=2'>",
    "<!--<script>",
    "[press](javascript:window.broken=3)",
    "[press](https://example.org/\"onclick=\"window.broken=4)",
    "**<svg onload=window.broken=5>**",
    "`<iframe srcdoc=\"<script>parent.broken=6</script>\">`",
    "{{script}} {{data}}",
];

fn hostile() -> Sandbox {
    let sandbox = Sandbox::new();
    let words = HOSTILE.join(" ");
    let resource = sandbox::THING
        .replace("Something to count.", &words)
        .replace("How many there are.", &words)
        .replace(
            "|name|String|",
            "|kind|kindOfThing|Read-only. The possible values are: `<b>a</b>`, `b`.|\n|name|String|",
        )
        .replace("doc_type", &format!("ms.prod: \"{}\"\ndoc_type", HOSTILE[1]));
    sandbox.write("docs/resources/thing.md", &resource);
    sandbox.write(
        "docs/resources/odd \"name<b>.md",
        &sandbox::THING.replace("thing", "other"),
    );
    let title = HOSTILE[1];
    let body = json!({ "count": 1, "name": words }).to_string();
    let api = format!(
        "---\ntitle: \"x\"\n---\n\n# Get {title}\n\nNamespace: microsoft.graph\n\n{words}\n\n## Permissions\n\n\
         |Permission type|Permissions\n|:--|:--|\n|Application|<b>Thing.Read</b>, Thing.{{x}}|\n\n\
         ## HTTP request\n\n```http\nGET /things/{{id}}<img src=x onerror=window.broken=7>\n```\n\n\
         ## Response\n\nIf successful, this method returns a `200 OK` response code and a [thing](../resources/thing.md) object.\n\n\
         ## Example\n\n```http\nGET https://graph.microsoft.com/v1.0/things/1</script>\n```\n\n\
         ```http\nHTTP/1.1 200 OK\nContent-type: application/json\nX: </script>\n\n{body}\n```\n"
    );
    sandbox.write("docs/api/thing-get.md", &api);
    sandbox
}

#[test]
fn text_of_pages_stays_text() {
    let Some(opened) = Opened::of(hostile, "docs") else {
        return;
    };
    let browser = &opened.browser;
    let views = browser.script(EVERY_VIEW);
    let mut shown = String::new();
    for view in views.as_array().expect("a list of views") {
        browser.script(&format!("location.hash = {view}"));
        browser.wait(&format!(
            "decodeURI(location.hash) === decodeURI({view}) && document.querySelector('h1')"
        ));
        browser.script("document.querySelectorAll('details').forEach((details) => (details.open = true))");
        browser.wait(
            "[...document.querySelectorAll('.example[open]')].every((one) => one.querySelector('pre'))",
        );
        shown += browser
            .script("return document.querySelector('main').textContent")
            .as_str()
            .unwrap_or_default();
        let odd = "return [...document.querySelectorAll('img, iframe, object, embed, main script, main style, a')] \
            .filter((one) => !/^(#|https:\\/\\/example\\.org\\/)/.test(one.getAttribute('href'))).map((one) => one.outerHTML)";
        assert_eq!(browser.script(odd), json!([]), "{view}");
    }
    assert_eq!(browser.script("return window.broken ?? null"), Value::Null);
    assert_eq!(browser.script("return document.scripts.length"), json!(3));
    for words in [
        HOSTILE[0],
        HOSTILE[1],
        "<svg onload=window.broken=5>",
        "{{script}} {{data}}",
    ] {
        assert!(shown.contains(words), "{words}\n{shown}");
    }
    browser.expect_quiet();
}

/// How many views are looked at on a narrow screen, at most.
const NARROW_VIEWS: usize = 50;

#[test]
fn no_view_is_wider_than_a_narrow_screen() {
    let Some(opened) = Opened::of_mail() else {
        return;
    };
    let browser = &opened.browser;
    let narrow = json!({ "width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": false });
    browser.protocol("Emulation.setDeviceMetricsOverride", &narrow);
    browser.wait("innerWidth === 360");
    let views = browser.script(EVERY_VIEW);
    let views = views.as_array().expect("a list of views");
    // A browser that is sent to more than some 200 places in ten seconds stops going, and each view keeps its place more
    // than once: some of each kind will do.
    for view in views.iter().step_by(views.len() / NARROW_VIEWS + 1) {
        browser.script(&format!("location.hash = {view}"));
        browser.wait(&format!("decodeURI(location.hash) === decodeURI({view})"));
        browser.script("document.querySelectorAll('details').forEach((details) => (details.open = true))");
        let wider = "const page = document.documentElement; return page.scrollWidth - page.clientWidth";
        assert_eq!(browser.script(wider), json!(0), "{view}");
    }
    browser.expect_quiet();
}

#[test]
fn light_and_dark_follow_the_reader() {
    let Some(opened) = Opened::of_mail() else {
        return;
    };
    let ground = |scheme: &str| {
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        opened.browser.protocol("Emulation.setEmulatedMedia", &media);
        opened
            .browser
            .script("return getComputedStyle(document.body).backgroundColor")
    };
    let (light, dark) = (ground("light"), ground("dark"));
    assert_eq!(
        (light, dark),
        (json!("rgb(251, 251, 250)"), json!("rgb(20, 24, 27)"))
    );
    opened.browser.expect_quiet();
}

#[test]
#[allow(clippy::print_stderr, reason = "the figures are for people")]
fn the_whole_reference_opens() {
    let Some(docs) = std::env::var("GRAPH_DOCS").ok().filter(|docs| !docs.is_empty()) else {
        eprintln!("not run: GRAPH_DOCS names no folder of real pages");
        return;
    };
    let docs = std::fs::canonicalize(docs).expect("GRAPH_DOCS names a folder");
    let Some(opened) = Opened::of(Sandbox::new, docs.to_str().expect("is UTF-8")) else {
        return;
    };
    let browser = &opened.browser;
    let bytes = opened.sandbox.read("report.html").len();
    let time = "return [performance.getEntriesByName('shown')[0].startTime, \
        performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null]";
    browser.wait("performance.getEntriesByName('first-contentful-paint').length");
    eprintln!(
        "report of GRAPH_DOCS: {bytes} bytes; ms until shown and painted: {}",
        browser.script(time)
    );
    browser.keys("/");
    browser.keys("user");
    browser.wait("document.querySelector('#results [aria-selected=true] .label')?.textContent === 'user'");
    browser.keys(ENTER);
    browser.expect_heading("user");
    a_long_list_keeps_the_place(browser);
    for view in [
        "types",
        "operations",
        "examples",
        "coverage",
        "findings",
        "permissions",
    ] {
        browser.click(&format!("#nav a[href='#/{view}']"));
        browser.wait(&format!(
            "location.hash === '#/{view}' && document.querySelector('main li, main td')"
        ));
    }
    opened.go("#/findings");
    browser.expect_heading("Findings");
    browser.script("document.querySelector('.filter').focus()");
    browser.keys("gd0601 chat");
    browser.wait("document.querySelectorAll('main .findings li').length > 0");
    browser.keys(" no such words");
    browser.wait("document.querySelectorAll('main .findings li').length === 0");
    browser.expect_quiet();
}

/// Of a list whose end was not drawn yet, the row that was left stands where it stood.
fn a_long_list_keeps_the_place(browser: &Browser) {
    let top = "return Math.round(document.activeElement.getBoundingClientRect().top)";
    let row = "document.querySelectorAll('.operation')[1500]";
    browser.click("#nav a[href='#/operations']");
    browser.expect_heading("Operations");
    browser.script(&format!("{row}.focus()"));
    browser.wait(&format!(
        "history.state.row >= 0 && document.activeElement === {row}"
    ));
    let before = browser.script(top);
    browser.keys(ENTER);
    browser.wait("location.hash.startsWith('#/operation/')");
    browser.back();
    browser.expect_heading("Operations");
    browser.wait(&format!("document.activeElement === {row}"));
    assert_eq!(browser.script(top), before);
}
