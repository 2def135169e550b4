// Signs a typed-data document the way wallets do: node sign-typed-data.cjs viem|ethers KEY < DOCUMENT
const { readFileSync } = require('node:fs');

const [library, key] = process.argv.slice(2);
const { types, primaryType, domain, message } = JSON.parse(readFileSync(0, 'utf8'));

const signers = {
  viem: () =>
    require('viem/accounts').privateKeyToAccount(key).signTypedData({ types, primaryType, domain, message }),
  ethers: () => {
    // This library derives the domain's type itself and refuses to be told.
    const { EIP712Domain, ...structs } = types;
    return new (require('ethers').Wallet)(key).signTypedData(domain, structs, message);
  },
};

signers[library]().then((signature) => process.stdout.write(signature));
