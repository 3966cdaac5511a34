//! Makes transactions.

use crate::{Chain, Result};
use codec::Encode;
use sp_keyring::Sr25519Keyring;
use sp_runtime::generic::Era;
use spec_messaging_primitives::batch::MessageBatch;
use spec_messaging_test_runtime::{
	Balance, Hash, Nonce, Runtime, RuntimeCall, Signature, SignedPayload, TxExtension,
	UncheckedExtrinsic, VERSION,
};
use xcm::{VersionedAssets, VersionedLocation, latest::prelude::*};

impl Chain {
	/// How many transactions `who` has sent up to the block `at`.
	pub fn nonce(&self, at: Hash, who: Sr25519Keyring) -> Result<Nonce> {
		self.call_api(at, "AccountNonceApi_account_nonce", &who.to_account_id().encode())
	}

	/// `call`, signed by `who`, valid in a child of `at`.
	pub fn sign(
		&self,
		at: Hash,
		who: Sr25519Keyring,
		call: impl Into<RuntimeCall>,
	) -> Result<UncheckedExtrinsic> {
		Ok(self.sign_with_nonce(who, self.nonce(at, who)?, call))
	}

	/// `call`, signed by `who` as its transaction number `nonce`. Immortal, without tip.
	pub fn sign_with_nonce(
		&self,
		who: Sr25519Keyring,
		nonce: Nonce,
		call: impl Into<RuntimeCall>,
	) -> UncheckedExtrinsic {
		let call = call.into();
		let extension = extension(nonce);
		// What is signed but not sent. An immortal transaction names the genesis as its checkpoint.
		let genesis = self.genesis();
		let implicit = (
			(),
			(),
			VERSION.spec_version,
			VERSION.transaction_version,
			genesis,
			genesis,
			(),
			(),
			(),
		);
		let payload = SignedPayload::from_raw(call.clone(), extension.clone(), implicit);
		let signature = payload.using_encoded(|bytes| who.sign(bytes));
		UncheckedExtrinsic::new_signed(
			call,
			who.to_account_id().into(),
			Signature::Sr25519(signature),
			extension,
		)
	}
}

/// What a transaction carries besides its call. Immortal, without tip.
fn extension(nonce: Nonce) -> TxExtension {
	TxExtension::new((
		frame_system::AuthorizeCall::<Runtime>::new(),
		frame_system::CheckNonZeroSender::<Runtime>::new(),
		frame_system::CheckSpecVersion::<Runtime>::new(),
		frame_system::CheckTxVersion::<Runtime>::new(),
		frame_system::CheckGenesis::<Runtime>::new(),
		frame_system::CheckEra::<Runtime>::from(Era::Immortal),
		frame_system::CheckNonce::<Runtime>::from(nonce),
		frame_system::CheckWeight::<Runtime>::new(),
		pallet_transaction_payment::ChargeTransactionPayment::<Runtime>::from(0),
	))
}

/// `call` in a general transaction: signed by nobody, valid if the call authorizes itself.
pub fn general(call: impl Into<RuntimeCall>) -> UncheckedExtrinsic {
	UncheckedExtrinsic::new_transaction(call.into(), extension(0))
}

/// The delivery of `batch` by a relayer without an account.
pub fn deliver(batch: MessageBatch) -> UncheckedExtrinsic {
	general(pallet_spec_inbox::Call::deliver { batch })
}

/// An ordinary teleport of `amount` to Charlie on `destination`.
pub fn teleport(destination: u32, amount: Balance) -> RuntimeCall {
	let destination = Location::new(1, [Parachain(destination)]);
	let account = AccountId32 { network: None, id: Sr25519Keyring::Charlie.to_account_id().into() };
	let beneficiary = Location::new(0, [account]);
	let assets: Assets = (Location::parent(), amount).into();
	pallet_xcm::Call::limited_teleport_assets {
		dest: Box::new(VersionedLocation::from(destination)),
		beneficiary: Box::new(VersionedLocation::from(beneficiary)),
		assets: Box::new(VersionedAssets::from(assets)),
		fee_asset_item: 0,
		weight_limit: Unlimited,
	}
	.into()
}
