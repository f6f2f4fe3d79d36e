//! Runs every program against a service that returns the pages' examples.

mod service;

use std::{fs, process::Command};

use graph_models::Json;
use service::Service;

const PROGRAMS: [(&str, &str); 5] = [
    ("changes", env!("CARGO_BIN_EXE_changes")),
    ("groups", env!("CARGO_BIN_EXE_groups")),
    ("send_mail", env!("CARGO_BIN_EXE_send_mail")),
    ("unread_mail", env!("CARGO_BIN_EXE_unread_mail")),
    ("upload_file", env!("CARGO_BIN_EXE_upload_file")),
];

fn command(service: &Service, program: &str, args: &[&str]) -> Command {
    let (_, path) = PROGRAMS
        .iter()
        .find(|(name, _)| *name == program)
        .expect("is a program");
    let mut command = Command::new(path);
    command
        .args(args)
        .env("GRAPH_URL", &service.url)
        .env("GRAPH_TOKEN", "abc");
    // A system proxy does not reach the local service.
    command.env("NO_PROXY", "127.0.0.1");
    command
}

/// Runs a program and returns its output.
fn run(service: &Service, program: &str, args: &[&str]) -> String {
    let output = command(service, program, args)
        .output()
        .expect("the program starts");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("text")
}

#[test]
fn unread_mail_is_listed() {
    let service = Service::start();
    let printed = run(&service, "unread_mail", &[]);
    let lines: Vec<_> = printed.lines().collect();
    assert_eq!(
        lines,
        [
            "2026-03-02T09:14:28Z  Crane Service  Harbor crane: revised delivery dates",
            "2026-03-02T08:40:11Z  Front Desk  Lunch on Thursday?",
        ]
    );
    assert_eq!(service.seen()[0].header("authorization"), Some("Bearer abc"));
}

#[test]
fn a_file_is_sent_by_mail() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("loads.csv");
    fs::write(&file, "10,40").expect("can be written");
    let service = Service::start();
    run(
        &service,
        "send_mail",
        &["ada@contoso.com", file.to_str().expect("text")],
    );

    let sent: Json = serde_json::from_slice(&service.seen()[0].body).expect("JSON");
    let message = &sent["message"];
    assert_eq!(
        message["toRecipients"][0]["emailAddress"]["address"],
        "ada@contoso.com"
    );
    let attachment = &message["attachments"][0];
    assert_eq!(attachment["@odata.type"], "#microsoft.graph.fileAttachment");
    assert_eq!(
        (&attachment["name"], &attachment["contentBytes"]),
        (&"loads.csv".into(), &"MTAsNDA=".into())
    );
}

#[test]
fn a_large_file_is_uploaded_in_chunks() {
    let bytes: Vec<u8> = (0..7_000_000_u32).map(|byte| (byte % 251) as u8).collect();
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("run-3.mp4");
    fs::write(&file, &bytes).expect("can be written");
    let service = Service::start();
    let printed = run(
        &service,
        "upload_file",
        &[file.to_str().expect("text"), "Sea trials 1/run-3.mp4"],
    );
    assert!(!printed.trim().is_empty(), "the URL of the file");

    let seen = service.seen();
    assert_eq!(
        seen[0].target,
        "/v1.0/me/drive/root:/Sea%20trials%201/run-3.mp4:/createUploadSession"
    );
    let chunks = &seen[1..];
    assert_eq!(chunks.len(), 2);
    assert!(chunks.iter().all(|chunk| chunk.header("authorization").is_none()));
    assert!(chunks.iter().flat_map(|chunk| &chunk.body).eq(&bytes));
}

#[test]
fn all_groups_are_listed() {
    let service = Service::start();
    let printed = run(&service, "groups", &[]);
    assert_eq!(
        printed.lines().collect::<Vec<_>>(),
        ["Yard crew", "All of Tidewharf"]
    );
    assert_eq!(service.seen().len(), 2);
}

#[test]
fn changes_are_listed_since_the_last_run() {
    let folder = tempfile::tempdir().expect("a folder");
    let saved = folder.path().join("inbox.link");
    let service = Service::start();
    let run = || run(&service, "changes", &[saved.to_str().expect("text")]);
    let first = run();
    assert_eq!(first.lines().count(), 3, "{first}");
    assert!(first.lines().all(|line| line.starts_with("+ ")), "{first}");
    let second = run();
    let kinds: Vec<_> = second.lines().map(|line| &line[..2]).collect();
    assert_eq!(kinds, ["+ ", "- "], "{second}");
}

#[test]
fn errors_of_the_service_are_printed() {
    let service = Service::start();
    let args = [file!(), "nowhere.bin"];
    let mut command = command(&service, "upload_file", &args);
    let output = command
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
        .output()
        .expect("the program starts");
    assert!(!output.status.success());
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(
        message.contains("404") && message.contains("itemNotFound"),
        "{message}"
    );
}
