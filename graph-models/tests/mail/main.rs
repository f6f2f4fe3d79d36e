//! Requests and responses with the generated builders for Outlook mail. The tests in this folder need the pages of
//! `docs-input` and are not copied into crates for other pages.
#![cfg(feature = "requests")]

mod corpus;

use graph_models::{
    Call, Operation, Patch,
    models::{AnyAttachment, FileAttachment, ItemBody, Message},
    operations::{self, ListMessages, MessageForward, UpdateMessage},
    runtime::http::{Account, least_permissions},
};
use http::{Request, Response};

const BASE: &str = "https://graph.microsoft.com/v1.0";

fn request<Op: Operation>(call: &Call<Op>) -> Request<Vec<u8>> {
    call.to_http(BASE).expect("a request")
}

fn line(request: &Request<Vec<u8>>) -> String {
    let uri = request.uri().to_string();
    let path = uri.strip_prefix(BASE).expect("below the base");
    format!("{} {path}", request.method())
}

fn body(request: Request<Vec<u8>>) -> String {
    String::from_utf8(request.into_body()).expect("JSON is UTF-8")
}

#[test]
fn a_list_has_options_and_returns_a_page() {
    let call = graph_models::me().mail_folder("inbox").messages().list();
    let request = request(&call.select(["subject", "from"]).top(25));
    assert_eq!(
        line(&request),
        "GET /me/mailFolders/inbox/messages?$select=subject,from&$top=25"
    );
    let json = r#"{"value":[{"subject":"Hello"}],"@odata.nextLink":"https://graph.microsoft.com/v1.0/me/messages?$skip=1"}"#;
    let page = ListMessages::decode(Response::new(json.into())).expect("a page");
    assert_eq!(page.value[0].subject.as_deref(), Some("Hello"));
    let next = Call::<ListMessages>::from_link(page.next_link.as_deref().expect("a link"));
    let next = next.to_http(BASE).expect("a request");
    assert_eq!(line(&next), "GET /me/messages?$skip=1");
}

#[test]
fn equal_paths_share_their_builders() {
    let mine = graph_models::me().messages();
    let theirs = graph_models::user("adele@contoso.com").messages();
    let both = [mine, theirs].map(|messages| line(&request(&messages.list())));
    assert_eq!(
        both,
        ["GET /me/messages", "GET /users/adele@contoso.com/messages"]
    );
}

#[test]
fn an_update_clears_and_sets_properties() {
    let changes = UpdateMessage {
        subject: "Hello".into(),
        categories: Patch::Clear,
        body: Patch::Set(ItemBody {
            content: Some("Text".to_owned()),
            ..ItemBody::default()
        }),
        ..UpdateMessage::default()
    };
    let request = request(&graph_models::me().message("AAMk=").update(&changes));
    assert_eq!(line(&request), "PATCH /me/messages/AAMk=");
    let sent: graph_models::Json = serde_json::from_str(&body(request)).expect("JSON");
    let expected =
        serde_json::json!({ "subject": "Hello", "categories": null, "body": { "content": "Text" } });
    assert_eq!(sent, expected);
}

#[test]
fn an_action_takes_its_parameters() {
    let parameters = MessageForward {
        comment: Some("See below.".to_owned()),
        ..MessageForward::default()
    };
    let request = request(&graph_models::user("a/b").message("1").forward(&parameters));
    assert_eq!(line(&request), "POST /users/a%2Fb/messages/1/forward");
    assert!(body(request).contains(r#""comment":"See below.""#));
}

#[test]
fn a_derived_type_in_a_body_has_its_type_annotation() {
    let file = AnyAttachment::from(FileAttachment {
        name: Some("a.txt".to_owned()),
        ..FileAttachment::default()
    });
    let request = request(&graph_models::me().message("1").attachments().create(&file));
    assert_eq!(line(&request), "POST /me/messages/1/attachments");
    let expected = r##"{"@odata.type":"#microsoft.graph.fileAttachment","name":"a.txt"}"##;
    assert_eq!(body(request), expected);
}

#[test]
fn a_created_object_is_sent() {
    let draft = Message {
        subject: Some("Hello".to_owned()),
        ..Message::default()
    };
    let request = request(&graph_models::me().messages().create(&draft));
    assert_eq!(body(request), r#"{"subject":"Hello"}"#);
}

#[test]
fn the_facts_on_a_page_are_data() {
    let info = ListMessages::INFO;
    assert_eq!((info.method, info.statuses), ("GET", &[200_u16][..]));
    assert!(info.paths.contains(&"/me/messages"));
    assert_eq!(info.permissions.work.to_string(), "Mail.ReadBasic");
}

#[test]
fn one_table_has_all_operations() {
    let mut titles = operations::OPERATIONS.iter().map(|info| info.title);
    assert!(titles.any(|title| title == ListMessages::INFO.title));
}

#[test]
fn the_least_permissions_of_several_operations_are_combined() {
    let needed = least_permissions(
        Account::Work,
        [ListMessages::INFO, operations::UserSendMail::INFO],
    );
    assert!(needed.all_of.into_iter().eq(["Mail.ReadBasic", "Mail.Send"]));
    assert!(needed.unsupported.is_empty() && needed.unstated.is_empty());
}

#[test]
fn the_names_of_fields_are_their_json_names() {
    assert_eq!(
        graph_models::names!(Message: bcc_recipients, id),
        ["bccRecipients", "id"]
    );
}
