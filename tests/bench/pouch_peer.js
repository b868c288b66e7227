// PouchDB over the CouchDB protocol as a peer; `bench_sync --pouch FOLDER` names where it is
// installed by hand: npm install pouchdb express@4 express-pouchdb
"use strict";
const fs = require("fs");
const path = require("path");

const [modules, records, folder] = process.argv.slice(2);
const need = (name) => require(path.join(path.resolve(modules), "node_modules", name));
const PouchDB = need("pouchdb");
const express = need("express");

async function timed(deed) {
  const start = process.hrtime.bigint();
  await deed();
  return Number(process.hrtime.bigint() - start) / 1e9;
}

async function main() {
  fs.mkdirSync(folder, { recursive: true });
  const bodies = JSON.parse(fs.readFileSync(records, "utf8"));
  const Served = PouchDB.defaults({ prefix: path.join(folder, "server-") });
  const app = express();
  const options = { mode: "minimumForPouchDB", inMemoryConfig: true };
  app.use("/", need("express-pouchdb")(Served, options));
  const server = await new Promise((done) => {
    const listening = app.listen(0, "127.0.0.1", () => done(listening));
  });
  const url = `http://127.0.0.1:${server.address().port}/bench`;
  const first = new PouchDB(path.join(folder, "first"));
  const second = new PouchDB(path.join(folder, "second"));
  await first.bulkDocs(bodies.map((body) => ({ _id: body.id, body })));
  const batch = { batch_size: 500 };
  const told = { push: await timed(() => first.replicate.to(url, batch)) };
  told.pull = await timed(() => second.replicate.from(url, batch));
  const some = bodies.slice(0, Math.max(1, Math.floor(bodies.length / 100)));
  for (const body of some) {
    const doc = await first.get(body.id);
    doc.body.opinion = "changed";
    await first.put(doc);
  }
  told.edits = await timed(() => first.replicate.to(url, batch));
  told.nothing = await timed(() => first.replicate.to(url, batch));
  const here = (await second.info()).doc_count;
  if (here !== bodies.length) throw new Error(`only ${here} records came`);
  console.log(JSON.stringify(told));
  process.exit(0);
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
