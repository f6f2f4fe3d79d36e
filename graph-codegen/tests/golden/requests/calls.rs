//! What the builders of this case's pages send and read, one test for each form of the pages. Compiled and run with
//! the crate that comes out.
#![allow(missing_docs, reason = "a test")]

use http::{Request, Response};
use requests::{
    Call, Operation,
    models::{Memo, Note},
    operations::{
        CountMemos, CountNotes, DownloadFile, FileCreateUploadSession, GetMimeContentOfNote, ListNotes,
        NoteArchive, NoteShare, OPERATIONS, UploadFile, header, query,
    },
    runtime::http::{Access, Account, least_permissions},
};

const BASE: &str = "https://graph.microsoft.com/v1.0";

fn request<Op: Operation>(call: &Call<Op>) -> Request<Vec<u8>> {
    call.to_http(BASE).expect("a request")
}

fn line<Op: Operation>(call: Call<Op>) -> String {
    let request = request(&call);
    let uri = request.uri().to_string();
    format!(
        "{} {}",
        request.method(),
        uri.strip_prefix(BASE).expect("below the base")
    )
}

fn body<Op: Operation>(call: Call<Op>) -> String {
    String::from_utf8(request(&call).into_body()).expect("JSON is UTF-8")
}

fn answer(status: u16, body: &str) -> Response<Vec<u8>> {
    Response::builder()
        .status(status)
        .body(body.into())
        .expect("an answer")
}

#[test]
fn an_upload_session_starts_with_one_request_and_answers_with_where_to_go() {
    let parameters = FileCreateUploadSession {
        item: Some(Note {
            title: Some("Plan".to_owned()),
            ..Note::default()
        }),
        ..FileCreateUploadSession::default()
    };
    let by_id = requests::me()
        .drive()
        .item("01AB")
        .create_upload_session(&parameters);
    assert_eq!(body(by_id.clone()), r#"{"item":{"title":"Plan"}}"#);
    assert_eq!(line(by_id), "POST /me/drive/items/01AB/createUploadSession");
    let by_path = requests::me().drive().root().by_path("Plans/2 July.docx");
    assert_eq!(
        line(by_path.create_upload_session(&parameters)),
        "POST /me/drive/root:/Plans/2%20July.docx:/createUploadSession"
    );
    let json = r#"{"uploadUrl":"https://up.example/x","nextExpectedRanges":["0-"]}"#;
    let session = FileCreateUploadSession::decode(answer(200, json)).expect("a session");
    assert_eq!(session.upload_url.as_deref(), Some("https://up.example/x"));
    assert_eq!(session.next_expected_ranges, Some(vec!["0-".to_owned()]));
}

#[test]
fn one_object_may_stand_in_value() {
    for json in [
        r#"{"title":"Plan"}"#,
        r##"{"@odata.context":"#note","value":{"title":"Plan"}}"##,
    ] {
        let note = NoteArchive::decode(answer(200, json)).expect("a note");
        assert_eq!(
            note.and_then(|note| note.title).as_deref(),
            Some("Plan"),
            "{json}"
        );
    }
    assert_eq!(NoteArchive::decode(answer(202, "")).expect("no body"), None);
}

#[test]
fn content_goes_in_and_out_as_bytes() {
    let bytes = [0, 159, 146, 150];
    let upload = requests::me()
        .drive()
        .item("01AB")
        .set_content("image/png", &bytes);
    let upload = request(&upload);
    assert_eq!(
        (upload.method().as_str(), upload.body().as_slice()),
        ("PUT", &bytes[..])
    );
    assert_eq!(upload.headers()["content-type"], "image/png");
    assert!(UploadFile::decode(answer(201, r#"{"title":"x"}"#)).is_ok());

    assert_eq!(
        line(requests::me().note("1").get_value()),
        "GET /me/notes/1/$value"
    );
    let mut response = Response::new(bytes.to_vec());
    let headers = response.headers_mut();
    headers.insert("content-type", "message/rfc822".parse().expect("a value"));
    let content = GetMimeContentOfNote::decode(response).expect("content");
    assert_eq!(content.bytes, bytes);
    assert_eq!(content.content_type.as_deref(), Some("message/rfc822"));

    // The place of a file; a client that follows by itself brings the file.
    let mut response = answer(302, "");
    let place = "https://files.example/x".parse().expect("a value");
    response.headers_mut().insert("location", place);
    let content = DownloadFile::decode(response).expect("a place");
    assert_eq!(content.location.as_deref(), Some("https://files.example/x"));
    assert_eq!(
        DownloadFile::decode(answer(200, "abc")).expect("a file").bytes,
        b"abc"
    );
}

#[test]
fn references_name_what_is_linked() {
    let add = requests::me()
        .folder("1")
        .notes()
        .add_ref("https://graph.microsoft.com/v1.0/me/notes/2");
    assert_eq!(
        body(add.clone()),
        r#"{"@odata.id":"https://graph.microsoft.com/v1.0/me/notes/2"}"#
    );
    assert_eq!(line(add), "POST /me/folders/1/notes/$ref");
    let remove = requests::me().folder("1").note("2").remove_ref();
    assert_eq!(line(remove), "DELETE /me/folders/1/notes/2/$ref");
}

#[test]
fn functions_take_their_parameters_in_the_path_by_alias_or_in_the_query() {
    let notes = || requests::me().notes();
    assert_eq!(
        line(notes().search("O'Neil", "3")),
        "GET /me/notes/search(text='O%27%27Neil',limit=3)"
    );
    assert_eq!(
        line(notes().find("a/b", "2021-07-01")),
        "GET /me/notes/find(text='a%2Fb',after=2021-07-01)"
    );
    assert_eq!(
        line(notes().suggest("a&b", "3")),
        "GET /me/notes/suggest?q=a%26b&limit=3"
    );
    // A value without quotes cannot bring more arguments with it.
    assert!(notes().search("x", "3,text='y'").to_http(BASE).is_err());
}

#[test]
fn names_do_not_depend_on_which_page_comes_first() {
    let note = || requests::me().note("1");
    assert_eq!(
        line(note().update(&requests::operations::UpdateNote::default())),
        "PATCH /me/notes/1"
    );
    assert_eq!(
        line(note().bring_note(&requests::operations::BringNote::default())),
        "PATCH /me/notes/1"
    );
    assert_eq!(
        line(requests::me().notes().rank_by_period("D7")),
        "GET /me/notes/rank(period='D7')"
    );
    assert_eq!(
        line(requests::me().notes().rank_by_date("2021-07-01")),
        "GET /me/notes/rank(date=2021-07-01)"
    );
    // The page shows a sample value here.
    assert_eq!(line(note().rank("D7")), "GET /me/notes/1/rank(period='D7')");
}

#[test]
fn optional_parts_are_options() {
    let view = || requests::me().view().list();
    assert_eq!(line(view()), "GET /me/view");
    let all = view()
        .query(query::Start, "1")
        .query(query::End, "2")
        .query(query::Self_, "true");
    assert_eq!(line(all), "GET /me/view?start=1&end=2&self=true");
}

#[test]
fn casts_alternate_keys_and_counts_are_steps() {
    assert_eq!(
        line(requests::me().notes().memo().list()),
        "GET /me/notes/microsoft.graph.memo"
    );
    assert_eq!(
        line(requests::me().note("1").memo().seal()),
        "POST /me/notes/1/microsoft.graph.memo/seal"
    );
    assert_eq!(
        line(requests::me().note_by_slug("it's").get()),
        "GET /me/notes(slug='it%27%27s')"
    );
    assert_eq!(line(requests::me().notes().count()), "GET /me/notes/$count");
    assert_eq!(
        CountNotes::decode(answer(200, "\u{feff}12")).expect("a number"),
        12
    );
    assert_eq!(
        line(requests::me().folder("1").folder("2").folder("3").notes().list()),
        "GET /me/folders/1/folders/2/folders/3/notes"
    );
    // No block lists this one; an example on the page of the list shows it.
    let count = requests::me()
        .notes()
        .memo()
        .count()
        .header(header::ConsistencyLevel, "eventual");
    assert_eq!(line(count), "GET /me/notes/microsoft.graph.memo/$count");
    assert_eq!(CountMemos::decode(answer(200, "3")).expect("a number"), 3);
    let memo: Memo = requests::from_str(r#"{"title":"x","seal":"y"}"#).expect("a memo");
    assert_eq!(
        (memo.title.as_deref(), memo.seal.as_deref()),
        (Some("x"), Some("y"))
    );
}

#[test]
fn an_action_sends_what_is_given() {
    let share = NoteShare {
        with: Some(vec!["a".to_owned()]),
        ..NoteShare::default()
    };
    assert_eq!(body(requests::me().note("1").share(&share)), r#"{"with":["a"]}"#);
}

#[test]
fn what_a_page_says_is_data() {
    let info = NoteArchive::INFO;
    assert!(info.deprecated && !ListNotes::INFO.deprecated);
    assert_eq!(info.clouds, ["global", "usGovernmentL5"]);
    assert_eq!(info.statuses, [200, 202]);
    assert_eq!(info.headers, ["If-Match"]);
    assert_eq!(info.permissions.work.to_string(), "Notes.Read");
    assert_eq!(info.permissions.personal, Access::Unsupported);
    assert!(OPERATIONS.iter().any(|known| known.title == info.title));
    let needed = least_permissions(Account::Work, [info, ListNotes::INFO]);
    assert!(needed.all_of.into_iter().eq(["Notes.Read"]));
    let call = requests::me()
        .note("1")
        .archive()
        .header(header::IfMatch, "\"1\"");
    assert_eq!(request(&call).headers()["if-match"], "\"1\"");
}
