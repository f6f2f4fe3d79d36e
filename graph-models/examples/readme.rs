//! The program of the project's README.

use graph_models::{
    Collection, Operation,
    models::{Importance, Message},
    names,
    operations::ListMessages,
    runtime::http::{Account, least_permissions},
};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // A request for any HTTP client. An option that the page excludes does not compile, nor does an unknown property.
    let list = graph_models::me()
        .messages()
        .list()
        .select(names!(Message: subject, importance))
        .top(5);
    let request: http::Request<Vec<u8>> = list.to_http("https://graph.microsoft.com/v1.0")?;
    assert_eq!(request.uri().query(), Some("$select=subject,importance&$top=5"));

    // The permissions that the pages of these operations call the least privileged ones.
    let needed = least_permissions(Account::Application, [ListMessages::INFO]);
    assert_eq!(needed.to_string(), "all of: Mail.ReadBasic.All");

    // A response with an enum value and a property that no page lists. Both are kept.
    let json = br#"{"value":[{"importance":"urgent","subject":"Minutes","mood":"calm"}]}"#;
    let page: Collection<Message> = ListMessages::decode(http::Response::new(json.to_vec()))?;
    let message = &page.value[0];
    assert!(message.importance != Some(Importance::High));
    assert_eq!(graph_models::to_vec(&page)?, json);
    Ok(())
}
