using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using MtlDsl.Training.Distributed;

namespace MtlDsl.Distributed;

/// <summary>The store that the first rank holds where no launcher does; see <see cref="TcpStore"/>.</summary>
/// <remarks>A thread for each connection: the pool's threads may all be busy preparing images while a rank asks.</remarks>
internal sealed class TcpStoreServer : IDisposable
{
    private readonly ConcurrentDictionary<string, byte[]> values = new();
    private readonly ConcurrentDictionary<TcpClient, bool> connections = new();
    private readonly TcpListener listener;

    /// <summary>Begins to listen.</summary>
    /// <exception cref="CollectiveException">The port cannot be had.</exception>
    public TcpStoreServer(int port)
    {
        listener = TcpListener.Create(port);
        try
        {
            listener.Start();
        }
        catch (SocketException error)
        {
            listener.Dispose();
            throw new CollectiveException($"port {port} cannot be listened on: {error.Message}", error);
        }
        Start(Accept);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        listener.Dispose();
        foreach (var connection in connections.Keys)
            connection.Dispose();
    }

    private static void Start(Action work) => new Thread(() => work()) { IsBackground = true, Name = nameof(TcpStoreServer) }.Start();

    private void Accept()
    {
        try
        {
            for (;;)
            {
                var connection = listener.AcceptTcpClient();
                connections.TryAdd(connection, true);
                Start(() => Serve(connection));
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Disposed.
        }
    }

    private void Serve(TcpClient connection)
    {
        using (connection)
        {
            try
            {
                connection.NoDelay = true;
                using var stream = connection.GetStream();
                using var reader = new BinaryReader(stream);
                using var writer = new BinaryWriter(new BufferedStream(stream));
                if (reader.ReadByte() != (byte)StoreCommand.Validate || reader.ReadUInt32() != StoreProtocol.Magic)
                    return;
                while (Answer((StoreCommand)reader.ReadByte(), reader, writer))
                    writer.Flush();
            }
            catch (Exception error) when (error is IOException or ObjectDisposedException or InvalidOperationException)
            {
                // The rank has ended, or what came is no rank.
            }
        }
        connections.TryRemove(connection, out _);
    }

    // False for what is no command; the connection then ends.
    private bool Answer(StoreCommand command, BinaryReader reader, BinaryWriter writer)
    {
        switch (command)
        {
            case StoreCommand.Set:
                var key = Key(reader);
                values[key] = StoreProtocol.ReadBytes(reader);
                return true;
            case StoreCommand.Get when values.TryGetValue(Key(reader), out var value):
                StoreProtocol.WriteBytes(writer, value);
                return true;
            case StoreCommand.Check:
                var isReady = true;
                for (var left = reader.ReadInt64(); left > 0; left--)
                    isReady &= values.ContainsKey(Key(reader));
                writer.Write(isReady ? StoreProtocol.Ready : StoreProtocol.NotReady);
                return true;
            default:
                return false;
        }
    }

    private static string Key(BinaryReader reader) => Encoding.UTF8.GetString(StoreProtocol.ReadBytes(reader));
}
