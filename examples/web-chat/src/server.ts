import { WebSocketServer } from "ws";

const server = new WebSocketServer({ port: Number(process.env["PORT"] ?? 8080) });

server.on("connection", (socket) => {
  socket.on("message", (message) => {
    for (const client of server.clients) client.send(message.toString());
  });
});
