// Two chains of the test runtime in chopsticks, whose executor is not the SDK's, the relayer between them,
// and polkadot-api as the user.
//
//	A        a signed teleport ── block
//	relayer                          └─ read, deliver ─▶ pool of B ── block ── executed
//	B                                                                             └─▶ read, refresh ─▶ A
//
// There is no relay chain: what it would prove is handed to each block as overrides of its state, so the
// heads of the peer are those that this script says were included.
//
// Usage: node chopsticks.mjs RAW_SPEC_OF_A RAW_SPEC_OF_B RELAYER

import { spawn } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Block, BuildBlockMode, setupWithServer } from "@acala-network/chopsticks"
import { sr25519CreateDerive } from "@polkadot-labs/hdkd"
import { DEV_MINI_SECRET, ss58Address } from "@polkadot-labs/hdkd-helpers"
import { TypeRegistry } from "@polkadot/types"
import { hexToU8a, u8aConcat, u8aToHex } from "@polkadot/util"
import { blake2AsHex, xxhashAsU8a } from "@polkadot/util-crypto"
import { createClient } from "polkadot-api"
import { getPolkadotSigner } from "polkadot-api/signer"
import { getWsProvider } from "polkadot-api/ws"
import { WebSocket } from "ws"

const [specOfA, specOfB, relayer] = process.argv.slice(2)
const UNIT = 10n ** 12n
const FIRST_SLOT = 300_000_000

const say = (words) => console.log(words)
const demand = (holds, promise) => {
	if (!holds) throw new Error(`broken: ${promise}`)
	say(`  holds: ${promise}`)
}

/// The account of a development key.
const derive = sr25519CreateDerive(DEV_MINI_SECRET)
const account = (name) => {
	const pair = derive(`//${name}`)
	return {
		address: ss58Address(pair.publicKey),
		signer: getPolkadotSigner(pair.publicKey, "Sr25519", pair.sign),
		id: pair.publicKey,
	}
}
const registry = new TypeRegistry()
const storageKey = (pallet, item, ...more) =>
	u8aToHex(u8aConcat(xxhashAsU8a(pallet, 128), xxhashAsU8a(item, 128), ...more))

// Chopsticks drops what the runtime deposits into the digest of a header, and keeps what stood there before
// the block was executed. A node keeps both, and so does this from here on.
const call = Block.prototype.call
Block.prototype.call = async function (method, ...rest) {
	const answer = await call.call(this, method, ...rest)
	if (method === "BlockBuilder_finalize_block") {
		const { digest } = registry.createType("Header", answer.result)
		const { logs } = (await this.header).digest
		logs.splice(0, logs.length, ...digest.logs)
	}
	return answer
}

/// One chain in chopsticks, with a client of polkadot-api.
async function start(para, spec) {
	const genesis = JSON.parse(readFileSync(spec, "utf8"))
	// The clock starts at a slot that is known, so that the relay chain's slot can be the same one.
	const now = registry.createType("u64", FIRST_SLOT * 6_000)
	genesis.genesis.raw.top[storageKey("Timestamp", "Now")] = u8aToHex(now.toU8a())
	const { chain, addr, close } = await setupWithServer({
		genesis,
		host: "127.0.0.1",
		port: 0,
		"build-block-mode": BuildBlockMode.Manual,
		"process-queued-messages": false,
		// Panics only.
		"runtime-log-level": 1,
	})
	// The pool of chopsticks asks each transaction for its signer, which a general one has not. This one asks
	// the runtime and nobody else.
	const pool = []
	chain.submitExtrinsic = async (transaction) => {
		const validity = await chain.validateExtrinsic(transaction)
		if (!validity.isOk) throw validity.asErr
		pool.push(transaction)
		return blake2AsHex(transaction, 256)
	}
	const url = `ws://${addr}`
	const client = createClient(getWsProvider(url, { websocketClass: WebSocket }))
	return { para, chain, pool, url, close, client, api: client.getUnsafeApi() }
}

/// The next block of `node`, with everything in its pool. `included` are heads of other chains that its
/// relay parent has.
async function author(node, included = []) {
	const slot = registry.createType("u64", FIRST_SLOT + node.chain.head.number + 1)
	const overrides = [[storageKey("Babe", "CurrentSlot"), u8aToHex(slot.toU8a())]]
	for (const { para, chain } of included) {
		const id = registry.createType("u32", para).toU8a()
		const header = (await chain.head.header).toU8a()
		const head = registry.createType("Bytes", u8aToHex(header)).toU8a()
		const key = storageKey("Paras", "Heads", xxhashAsU8a(id, 64), id)
		overrides.push([key, u8aToHex(head)])
	}
	const transactions = node.pool.splice(0)
	const block = await node.chain.newBlock({ relayChainStateOverrides: overrides, transactions })
	// The client hears of it by a subscription.
	for (let tries = 0; (await node.client.getFinalizedBlock()).hash !== block.hash; tries += 1) {
		if (tries === 100) throw new Error(`the client of ${node.para} does not see ${block.hash}`)
		await new Promise((resolve) => setTimeout(resolve, 100))
	}
}

/// The relayer carries what there is, in both directions, and stops.
function relay(source, destination, store) {
	const urls = ["--source", source.url, "--destination", destination.url]
	const child = spawn(relayer, [...urls, "--store", store, "--both", "--once"], { stdio: "inherit" })
	return new Promise((resolve, reject) =>
		child.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`relayer: exit code ${code}`)))),
	)
}

const bob = account("Bob")
const charlie = account("Charlie")
const store = mkdtempSync(join(tmpdir(), "relayer-"))
const a = await start(2000, specOfA)
const b = await start(2001, specOfB)
const freeOnB = async () => (await b.api.query.System.Account.getValue(charlie.address)).data.free

say("two chains, on whose genesis chopsticks built one block")
const before = await freeOnB()

say("Bob sends one token from A to Charlie on B")
const teleport = a.api.tx.PolkadotXcm.limited_teleport_assets({
	dest: { type: "V5", value: { parents: 1, interior: { type: "X1", value: { type: "Parachain", value: b.para } } } },
	beneficiary: {
		type: "V5",
		value: {
			parents: 0,
			interior: { type: "X1", value: { type: "AccountId32", value: { network: undefined, id: u8aToHex(charlie.id) } } },
		},
	},
	assets: {
		type: "V5",
		value: [
			{
				id: { parents: 1, interior: { type: "Here", value: undefined } },
				fun: { type: "Fungible", value: UNIT },
			},
		],
	},
	fee_asset_item: 0,
	weight_limit: { type: "Unlimited", value: undefined },
})
const signed = await teleport.sign(bob.signer)
await a.chain.submitExtrinsic(typeof signed === "string" ? signed : u8aToHex(signed))
await author(a)
const { sent } = await a.api.query.SpecOutbox.Channels.getValue(b.para)
demand(sent === 1n, "A sent one message")

say("the relay chain includes it, and B sees that")
await author(b, [a])
await relay(a, b, store)
const [honest] = b.pool
demand(b.pool.length === 1, "the relayer delivers one batch")

say("somebody forges a batch: one bit of its payload")
const bytes = hexToU8a(honest)
// The extension of a batch that ends its stream is one byte, zero; before it is the payload's last byte.
bytes[bytes.length - 2] ^= 1
const words = await b.chain.submitExtrinsic(u8aToHex(bytes)).then(
	() => "",
	(error) => String(error),
)
say(`  B's pool says: ${words}`)
demand(words.includes("custom"), "the forged batch is refused, with a code of the inbox")
demand(b.pool.length === 1, "the honest one still waits")

say("B takes the honest one and executes it")
await author(b, [a])
await author(b, [a])
const gained = (await freeOnB()) - before
demand(gained > UNIT / 2n && gained < UNIT, `Charlie has ${gained} more on B, one token less its execution`)

say("A sees that B consumed it")
await author(a, [b])
await relay(a, b, store)
await author(a, [b])
const channel = await a.api.query.SpecOutbox.Channels.getValue(b.para)
demand(channel.applied.register.consumed === 1n, "A knows that one message was consumed")

rmSync(store, { recursive: true })
for (const node of [a, b]) {
	node.client.destroy()
	await node.close()
}
process.exit(0)
