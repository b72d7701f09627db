"""The door: takes connections and passes their bytes to the model and back. Outside it speaks TLS."""

import os
import socket
import ssl
import threading

HOST = os.environ.get("FRONT_HOST", "0.0.0.0")
PORT = int(os.environ.get("FRONT_PORT", "8443"))
MODEL = ("127.0.0.1", int(os.environ.get("MODEL_PORT", "8000")))


def pump(source, target):
    try:
        while data := source.recv(65536):
            target.sendall(data)
    except OSError:
        pass
    finally:
        try:
            target.shutdown(socket.SHUT_WR)
        except OSError:
            pass


def serve(client, context):
    client.settimeout(10)
    try:
        client = context.wrap_socket(client, server_side=True)
    except OSError:
        client.close()
        return
    client.settimeout(None)
    with client, socket.create_connection(MODEL, timeout=10) as model:
        back = threading.Thread(target=pump, args=(model, client), daemon=True)
        back.start()
        pump(client, model)
        back.join(10)


if __name__ == "__main__":
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain("server.pem", "server.key")
    listener = socket.create_server((HOST, PORT))
    print(f"front on {HOST}:{PORT}", flush=True)
    while True:
        client, _ = listener.accept()
        threading.Thread(target=serve, args=(client, context), daemon=True).start()
