// The same echo on Node's socket.io as it installs.
import { createServer } from "node:http";
import { Server } from "socket.io";

const server = createServer();
const io = new Server(server);

io.on("connection", (socket) => {
  socket.on("message", (body) => socket.emit("reply", body));
});

server.listen(Number(process.env.PORT), process.env.HOST);
