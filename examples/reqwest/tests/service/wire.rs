//! A minimal HTTP server: one request for each connection.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
};

/// A request.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) method: String,
    /// Path and query.
    pub(crate) target: String,
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Request {
    /// A header field by its lower-case name.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let field = self.headers.iter().find(|(field, _)| field == name);
        field.map(|(_, value)| value.as_str())
    }
}

/// A response.
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
}

pub(crate) fn read(stream: &mut TcpStream) -> Request {
    let mut reader = BufReader::new(stream);
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).expect("a line");
        match line.trim_end() {
            "" => break,
            line => lines.push(line.to_owned()),
        }
    }
    let mut first = lines
        .first()
        .expect("a request line")
        .split(' ')
        .map(str::to_owned);
    let mut request = Request {
        method: first.next().expect("a method"),
        target: first.next().expect("a target"),
        headers: lines[1..].iter().filter_map(|line| field(line)).collect(),
        body: Vec::new(),
    };
    let length = request
        .header("content-length")
        .map_or(0, |text| text.parse().expect("a length"));
    request.body.resize(length, 0);
    reader.read_exact(&mut request.body).expect("a whole body");
    request
}

fn field(line: &str) -> Option<(String, String)> {
    let (name, value) = line.split_once(':')?;
    Some((name.to_ascii_lowercase(), value.trim().to_owned()))
}

pub(crate) fn write(stream: &mut TcpStream, response: &Response) {
    let Response { status, body } = response;
    let head = format!(
        "HTTP/1.1 {status} Example\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream
        .write_all(head.as_bytes())
        .expect("the client is connected");
    stream.write_all(body).expect("the client is connected");
}
