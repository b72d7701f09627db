"""The door: takes connections and passes their bytes to the model and back. It does not speak TLS yet."""

import os
import socket
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


def serve(client):
    with client, socket.create_connection(MODEL, timeout=10) as model:
        back = threading.Thread(target=pump, args=(model, client), daemon=True)
        back.start()
        pump(client, model)
        back.join(10)


if __name__ == "__main__":
    listener = socket.create_server((HOST, PORT))
    print(f"front on {HOST}:{PORT}", flush=True)
    while True:
        client, _ = listener.accept()
        threading.Thread(target=serve, args=(client,), daemon=True).start()
