//! Lists the subjects of the newest messages with reqwest: `GRAPH_TOKEN=… cargo run -p example-reqwest`.
#![allow(clippy::print_stdout, reason = "that is what the program is for")]

use graph_models::{Operation, models::Message, names, operations::ListMessages};
use reqwest::blocking::Client;

/// All that it takes to send a request of this library with reqwest.
fn send(client: &Client, request: http::Request<Vec<u8>>) -> Result<http::Response<Vec<u8>>, reqwest::Error> {
    let response = client.execute(request.try_into()?)?;
    let mut answer = http::Response::new(Vec::new());
    *answer.status_mut() = response.status();
    *answer.headers_mut() = response.headers().clone();
    *answer.body_mut() = response.bytes()?.into();
    Ok(answer)
}

fn subjects(base: &str, token: &str) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let list = graph_models::me()
        .messages()
        .list()
        .select(names!(Message: subject))
        .top(5);
    let request = list
        .header_raw("Authorization", &format!("Bearer {token}"))
        .to_http(base)?;
    let page = ListMessages::decode(send(&Client::new(), request)?)?;
    Ok(page
        .value
        .into_iter()
        .filter_map(|message| message.subject)
        .collect())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let base = std::env::var("GRAPH_URL").unwrap_or("https://graph.microsoft.com/v1.0".to_owned());
    for subject in subjects(&base, &std::env::var("GRAPH_TOKEN")?)? {
        println!("{subject}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::{
        io::{Read, Write},
        net::TcpListener,
        thread,
    };

    use super::*;

    /// Answers one request and tells what it was.
    fn service(answer: &'static str) -> (String, thread::JoinHandle<String>) {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let base = format!("http://{}/v1.0", listener.local_addr().expect("an address"));
        let served = thread::spawn(move || {
            let (mut stream, _) = listener.accept().expect("a caller");
            let mut request = Vec::new();
            while !request.ends_with(b"\r\n\r\n") {
                let mut byte = [0];
                stream.read_exact(&mut byte).expect("a whole request");
                request.extend(byte);
            }
            stream.write_all(answer.as_bytes()).expect("the caller waits");
            String::from_utf8(request).expect("text")
        });
        (base, served)
    }

    #[test]
    fn a_request_is_sent_and_its_answer_read() {
        let (base, served) =
            service("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"value\":[{\"subject\":\"Minutes\"},{}]}");
        assert_eq!(subjects(&base, "abc").expect("an answer"), ["Minutes"]);
        let request = served.join().expect("one request").to_lowercase();
        assert!(
            request.starts_with("get /v1.0/me/messages?$select=subject&$top=5 http/1.1\r\n"),
            "{request}"
        );
        assert!(request.contains("\r\nauthorization: bearer abc\r\n"), "{request}");
    }

    #[test]
    fn the_services_error_is_read() {
        let (base, served) = service(
            "HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n{\"error\":{\"code\":\"InvalidAuthenticationToken\"}}",
        );
        let error = subjects(&base, "abc").expect_err("refused");
        assert_eq!(error.to_string(), "401: InvalidAuthenticationToken: Unauthorized");
        served.join().expect("one request");
    }
}
