//! What a node says of its chain's channels, as a program. See `--help`.

use clap::{Parser, Subcommand, ValueEnum};
use core::error::Error;
use serde_json::Value;
use sp_core::H256;
use spec_messaging_primitives::{ParaId, Position};
use spec_messaging_relayer::{
	Node, Result as NodeResult, channel,
	table::{self, Explained},
};
use std::{
	io::{self, Write},
	process::ExitCode,
};

/// Says how the channels of a parachain are, and where a message is.
#[derive(Parser)]
#[command(version)]
struct Args {
	/// Any node of the chain, as in http://127.0.0.1:9944
	#[arg(long, value_name = "URL", global = true, default_value = "http://127.0.0.1:9944")]
	node: String,
	/// Hash of the block to look at; the best one if not given
	#[arg(long, value_name = "HASH", global = true)]
	at: Option<H256>,
	/// JSON instead of tables
	#[arg(long, global = true)]
	json: bool,
	#[command(subcommand)]
	question: Question,
}

#[derive(Subcommand)]
enum Question {
	/// Counters, credit and latencies of both streams with one peer or all
	Stats {
		/// The other chain; all if not given
		#[arg(long, value_name = "ID")]
		peer: Option<u32>,
	},
	/// Where a message is, what stops it, and who can clear that
	Explain {
		/// The other chain
		#[arg(long, value_name = "ID")]
		peer: u32,
		/// Its position in the stream, from 0
		#[arg(long)]
		position: u64,
		/// Whether the node's chain sends it or reads it
		#[arg(long, value_enum)]
		direction: Direction,
		/// Any node of the other chain, to be asked too
		#[arg(long, value_name = "URL")]
		peer_node: Option<String>,
	},
}

#[derive(Clone, Copy, ValueEnum)]
enum Direction {
	/// The node's chain sends it
	Outgoing,
	/// The node's chain reads it
	Incoming,
}

impl Direction {
	const fn other(self) -> Self {
		match self {
			Self::Outgoing => Self::Incoming,
			Self::Incoming => Self::Outgoing,
		}
	}
}

/// One chain as of one of its blocks.
struct View {
	node: Node,
	at: H256,
	number: u32,
	chain: ParaId,
}

impl View {
	fn new(url: &str, at: Option<H256>) -> NodeResult<Self> {
		let node = Node::new(url);
		let header = match at {
			Some(at) => node.header(at)?,
			None => node.best()?,
		};
		let at = header.hash();
		Ok(Self { chain: node.para_id(at)?, at, number: header.number, node })
	}

	fn explain(
		&self,
		peer: ParaId,
		position: Position,
		direction: Direction,
	) -> NodeResult<Explained> {
		Ok(match direction {
			Direction::Outgoing => {
				Explained::Outgoing(channel::outgoing(&self.node, peer, position, self.at)?)
			},
			Direction::Incoming => {
				Explained::Incoming(channel::incoming(&self.node, peer, position, self.at)?)
			},
		})
	}
}

/// What is said, for people and for programs.
#[derive(Default)]
struct Answers {
	tables: Vec<String>,
	values: Vec<Value>,
}

fn main() -> ExitCode {
	let args = Args::parse();
	let json = args.json;
	let told = answer(args).and_then(|answers| Ok(tell(answers, json)?));
	match told {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) => {
			// A reader that went away is not told either.
			let _ = writeln!(io::stderr(), "{error}");
			ExitCode::FAILURE
		},
	}
}

fn tell(answers: Answers, json: bool) -> io::Result<()> {
	let mut out = io::stdout().lock();
	if json {
		writeln!(out, "{:#}", Value::Array(answers.values))
	} else {
		write!(out, "{}", answers.tables.join("\n"))
	}
}

fn answer(args: Args) -> Result<Answers, Box<dyn Error>> {
	let view = View::new(&args.node, args.at)?;
	let mut answers = Answers::default();
	match args.question {
		Question::Stats { peer } => {
			let peers = match peer {
				Some(peer) => vec![peer.into()],
				None => channel::peers(&view.node, view.at)?,
			};
			for peer in peers {
				let stats = channel::stats(&view.node, peer, view.at)?;
				answers.tables.push(table::stats(view.chain, view.number, &stats));
				answers.values.push(table::stats_json(view.chain, view.number, &stats));
			}
		},
		Question::Explain { peer, position, direction, peer_node } => {
			let position = Position::new(position).ok_or("a position is below 2^63")?;
			let mut explain = |view: &View, peer, direction| -> NodeResult<()> {
				let said = view.explain(peer, position, direction)?;
				let (chain, number) = (view.chain, view.number);
				let table = table::explained(chain, number, peer, position, &said);
				answers.tables.push(table);
				let value = table::explained_json(chain, number, peer, position, &said);
				answers.values.push(value);
				Ok(())
			};
			explain(&view, peer.into(), direction)?;
			if let Some(url) = peer_node {
				let other = View::new(&url, None)?;
				if u32::from(other.chain) != peer {
					let id = u32::from(other.chain);
					return Err(format!("{url} is a node of {id}, not of {peer}").into());
				}
				explain(&other, view.chain, direction.other())?;
			}
		},
	}
	Ok(answers)
}
