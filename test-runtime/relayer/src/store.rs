//! What was read of one stream, on disk.
//!
//! Everything is filed under a hash of what it is, so the forks of a source stand side by side and a
//! reorganisation overwrites nothing:
//!
//! | table | key | value |
//! |---|---|---|
//! | blocks | number, block hash | [`Block`] |
//! | commitments | provides root | [`Commitment`] |
//! | nodes | generation, node position, node hash | both children, or the payload of a leaf |
//!
//! The store is a cache: all of it can be read again from an archive node.

use crate::{Error, Result};
use codec::{Decode, DecodeAll, Encode};
use redb::{
	Database, Durability, ReadOnlyTable, ReadableTable, ReadableTableMetadata, TableDefinition,
	WriteTransaction,
};
use sp_core::H256;
use spec_messaging_primitives::{
	ParaId, Position,
	channel::ChannelLeaf,
	hashing::{Hash, ProvidesRoot},
	index,
	mmr::{Frontier, NodePosition, prove::NodeSource, shape::Subtree},
	tree::CommitmentProof,
};
use std::path::Path;

const META: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("meta");
const BLOCKS: TableDefinition<'_, (u32, [u8; 32]), &[u8]> = TableDefinition::new("blocks");
const COMMITMENTS: TableDefinition<'_, [u8; 32], &[u8]> = TableDefinition::new("commitments");
const NODES: TableDefinition<'_, (u32, u64, [u8; 32]), &[u8]> = TableDefinition::new("nodes");

/// Under which the store says whose it is.
const OWNER: &str = "owner";

/// Layout of the tables. Another number is another store.
const FORMAT: u32 = 1;

/// Which block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlockId {
	/// Its number.
	pub number: u32,
	/// Its hash.
	pub hash: H256,
}

/// What is kept about a block of the source.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Block {
	/// The stream to the destination after it. `None` if the block says nothing about that peer and
	/// nothing is known from before.
	pub frontier: Option<Frontier>,
}

/// What a provides root commits about the destination, and the stream behind it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Commitment {
	/// Number of the newest block seen with this root.
	pub number: u32,
	/// The channel leaf.
	pub channel: ChannelLeaf,
	/// Where it stands under the root.
	pub proof: CommitmentProof,
	/// The stream, whose root and count are in the leaf.
	pub frontier: Frontier,
}

/// A node of the stream, with its value in the form of [`index`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
	/// Where it stands.
	pub position: NodePosition,
	/// Its hash.
	pub hash: Hash,
	/// Both children, or the payload.
	pub value: Vec<u8>,
}

/// What one block brings into the store.
pub struct Read {
	/// The block.
	pub id: BlockId,
	/// What is kept about it.
	pub block: Block,
	/// What it commits, if it does.
	pub commitment: Option<(ProvidesRoot, Commitment)>,
	/// Messages that it committed.
	pub messages: u32,
	/// New nodes of the stream: those messages, and the subtrees that they completed.
	pub nodes: Vec<Node>,
}

/// The store of one stream.
pub struct Store {
	database: Database,
}

/// Nodes of one generation of the stream, as of one moment.
pub struct Nodes {
	table: ReadOnlyTable<(u32, u64, [u8; 32]), &'static [u8]>,
	generation: u32,
}

impl Store {
	/// Opens the store at `path`, or makes it, for the stream from `source` to `destination`. `genesis`
	/// is the first block of the source.
	///
	/// # Errors
	///
	/// [`Error::ForeignStore`] if it is of another stream or layout; [`Error::Store`] also if another
	/// process has it open.
	pub fn open(path: &Path, source: ParaId, destination: ParaId, genesis: H256) -> Result<Self> {
		let store = Self { database: Database::create(path).map_err(broken)? };
		let owner = (FORMAT, source, destination, genesis).encode();
		store
			.write(|transaction| {
				let mut meta = transaction.open_table(META)?;
				let known = meta.get(OWNER)?.map(|known| known.value().to_vec());
				// Opened, so that reading finds them.
				transaction.open_table(BLOCKS)?;
				transaction.open_table(COMMITMENTS)?;
				transaction.open_table(NODES)?;
				if known.is_none() {
					meta.insert(OWNER, &owner[..])?;
				}
				Ok(known.is_none_or(|known| known == owner))
			})?
			.then_some(store)
			.ok_or(Error::ForeignStore)
	}

	/// What is known about the block `id`.
	pub fn block(&self, id: BlockId) -> Result<Option<Block>> {
		let transaction = self.database.begin_read().map_err(broken)?;
		let blocks = transaction.open_table(BLOCKS)?;
		let value = blocks.get((id.number, id.hash.0))?;
		value.map(|value| decode("block", value.value())).transpose()
	}

	/// Numbers of the oldest and of the newest block that are known.
	pub fn span(&self) -> Result<Option<(u32, u32)>> {
		let transaction = self.database.begin_read().map_err(broken)?;
		let blocks = transaction.open_table(BLOCKS)?;
		let oldest = blocks.first()?.map(|(key, _)| key.value().0);
		let newest = blocks.last()?.map(|(key, _)| key.value().0);
		Ok(oldest.zip(newest))
	}

	/// What `root` commits about the destination, if a block with it was read.
	pub fn commitment(&self, root: ProvidesRoot) -> Result<Option<Commitment>> {
		let transaction = self.database.begin_read().map_err(broken)?;
		let commitments = transaction.open_table(COMMITMENTS)?;
		let value = commitments.get(root.0.0)?;
		value.map(|value| decode("commitment", value.value())).transpose()
	}

	/// The nodes of one generation of the stream.
	pub fn nodes(&self, generation: u32) -> Result<Nodes> {
		let transaction = self.database.begin_read().map_err(broken)?;
		Ok(Nodes { table: transaction.open_table(NODES)?, generation })
	}

	/// How many nodes are kept.
	pub fn node_count(&self) -> Result<u64> {
		let transaction = self.database.begin_read().map_err(broken)?;
		Ok(transaction.open_table(NODES)?.len()?)
	}

	/// Files what one block brought, whole or not at all.
	pub fn insert(&self, read: &Read) -> Result<()> {
		self.write(|transaction| {
			let key = (read.id.number, read.id.hash.0);
			transaction.open_table(BLOCKS)?.insert(key, &read.block.encode()[..])?;
			if let Some((root, commitment)) = &read.commitment {
				let mut commitments = transaction.open_table(COMMITMENTS)?;
				commitments.insert(root.0.0, &commitment.encode()[..])?;
				let generation = commitment.proof.generation;
				let mut nodes = transaction.open_table(NODES)?;
				for node in &read.nodes {
					let key = (generation, node.position.0, node.hash.0);
					nodes.insert(key, &node.value[..])?;
				}
			}
			Ok(())
		})
	}

	/// Forgets what nobody needs once the destination has, finally, consumed the messages before
	/// `position` of `generation` and believes no root of a block before `number`.
	pub fn prune(&self, generation: u32, position: Position, number: u32) -> Result<()> {
		// Post-order: a subtree that ends before a leaf stands before that leaf.
		let leaf = Subtree { first: position.get(), height: 0 }.position();
		let leaf = (generation, leaf.0, [0; 32]);
		self.write(|transaction| {
			transaction.open_table(NODES)?.retain_in(..leaf, |_, _| false)?;
			transaction.open_table(BLOCKS)?.retain_in(..(number, [0; 32]), |_, _| false)?;
			transaction.open_table(COMMITMENTS)?.retain(|_, value| {
				Commitment::decode(&mut &value[..]).is_ok_and(|known| known.number >= number)
			})?;
			Ok(())
		})
	}

	/// Forgets which blocks were read, so that reading starts over. Commitments and nodes stay: they are
	/// right whatever block they came from.
	pub fn forget_blocks(&self) -> Result<()> {
		self.write(|transaction| Ok(transaction.open_table(BLOCKS)?.retain(|_, _| false)?))
	}

	fn write<R>(&self, change: impl FnOnce(&WriteTransaction) -> Result<R>) -> Result<R> {
		let mut transaction = self.database.begin_write().map_err(broken)?;
		// What a crash loses is read again; what is there is never torn.
		transaction.set_durability(Durability::Eventual);
		let changed = change(&transaction)?;
		transaction.commit().map_err(broken)?;
		Ok(changed)
	}
}

impl Nodes {
	/// The payload of the leaf at `position` that hashes to `hash`.
	pub fn payload(&self, position: NodePosition, hash: &Hash) -> Option<Vec<u8>> {
		self.read(position, hash)
	}

	// A table that can not be read lacks everything: whoever asked goes on to write, and that reports it.
	fn read(&self, position: NodePosition, hash: &Hash) -> Option<Vec<u8>> {
		let value = self.table.get((self.generation, position.0, hash.0)).ok().flatten();
		value.map(|value| value.value().to_vec())
	}
}

impl NodeSource for Nodes {
	fn children(&self, position: NodePosition, hash: &Hash) -> Option<(Hash, Hash)> {
		self.read(position, hash).as_deref().and_then(index::children)
	}
}

fn decode<T: Decode>(what: &'static str, bytes: &[u8]) -> Result<T> {
	T::decode_all(&mut &bytes[..]).map_err(|_| Error::Corrupt(what))
}

impl From<redb::TableError> for Error {
	fn from(error: redb::TableError) -> Self {
		broken(error)
	}
}

impl From<redb::StorageError> for Error {
	fn from(error: redb::StorageError) -> Self {
		broken(error)
	}
}

fn broken(error: impl Into<redb::Error>) -> Error {
	Error::Store(Box::new(error.into()))
}
