using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MtlDsl.Training.Distributed;

namespace MtlDsl.Distributed;

/// <summary>
/// A rank's connection to the store by which ranks find each other: a few texts and addresses by name. It speaks the protocol of PyTorch's
/// TCPStore, as of version 2.2, so that the store may be one that torchrun holds; see <see cref="TcpStoreServer"/> for our own.
/// </summary>
internal sealed class TcpStore : IDisposable
{
    // How often a store that does not listen yet is tried, and a key looked for that nobody has set yet.
    private static readonly TimeSpan interval = TimeSpan.FromMilliseconds(20);

    // The store answers at once; one that does not is gone.
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(30);

    private readonly Lock exchange = new();
    private readonly TcpClient client;
    private readonly NetworkStream stream;
    private readonly BinaryReader reader;
    private readonly string prefix;

    /// <summary>Connects, as soon as the store listens.</summary>
    /// <param name="address">The store's machine.</param>
    /// <param name="port">Its port.</param>
    /// <param name="prefix">Stands before all keys.</param>
    /// <param name="timeout">How long the store is waited for.</param>
    /// <exception cref="CollectiveException">It could not be reached in time.</exception>
    public TcpStore(string address, int port, string prefix, TimeSpan timeout)
    {
        this.prefix = prefix;
        client = Connect(address, port, timeout);
        stream = client.GetStream();
        reader = new BinaryReader(stream);
        stream.ReadTimeout = stream.WriteTimeout = (int)patience.TotalMilliseconds;
        Exchange(() => Send(StoreCommand.Validate, writer => writer.Write(StoreProtocol.Magic)));
    }

    /// <summary>The address of this machine by which it reaches the store, and the others therefore reach it.</summary>
    public IPAddress LocalAddress
    {
        get
        {
            var address = ((IPEndPoint)client.Client.LocalEndPoint!).Address;
            return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        }
    }

    /// <summary>Sets the value of a key.</summary>
    /// <exception cref="CollectiveException">The store is gone.</exception>
    public void Set(string key, byte[] value) => Exchange(() => Send(StoreCommand.Set, writer =>
    {
        StoreProtocol.WriteBytes(writer, Key(key));
        StoreProtocol.WriteBytes(writer, value);
    }));

    /// <summary>The value of a key; null where nobody has set it yet.</summary>
    /// <exception cref="CollectiveException">The store is gone.</exception>
    public byte[]? TryGet(string key)
    {
        byte[]? value = null;
        Exchange(() =>
        {
            Send(StoreCommand.Check, writer =>
            {
                writer.Write(1L);
                StoreProtocol.WriteBytes(writer, Key(key));
            });
            if (reader.ReadByte() != StoreProtocol.Ready)
                return;
            Send(StoreCommand.Get, writer => StoreProtocol.WriteBytes(writer, Key(key)));
            value = StoreProtocol.ReadBytes(reader);
        });
        return value;
    }

    /// <summary>The value of a key, as soon as somebody has set it.</summary>
    /// <exception cref="CollectiveException">The store is gone, or nobody has set it in time.</exception>
    public byte[] Get(string key, TimeSpan timeout)
    {
        for (var watch = Stopwatch.StartNew(); ; Thread.Sleep(interval))
        {
            if (TryGet(key) is { } value)
                return value;
            if (watch.Elapsed > timeout)
                throw new CollectiveException($"no rank has set {key} within {timeout.TotalSeconds:0} s");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private static TcpClient Connect(string address, int port, TimeSpan timeout)
    {
        using var stop = new CancellationTokenSource(timeout);
        for (;;)
        {
            var client = new TcpClient { NoDelay = true };
            try
            {
                client.ConnectAsync(address, port, stop.Token).AsTask().GetAwaiter().GetResult();
                return client;
            }
            catch (Exception error) when (error is SocketException or OperationCanceledException)
            {
                client.Dispose();
                // A name that does not resolve yet is as little a reason to give up as a port that nobody listens on yet.
                if (stop.Token.WaitHandle.WaitOne(interval))
                    throw new CollectiveException($"nothing answered within {timeout.TotalSeconds:0} s", error);
            }
        }
    }

    private byte[] Key(string key) => Encoding.UTF8.GetBytes($"{prefix}/{key}");

    // One write a command, so that it travels as one packet.
    private void Send(StoreCommand command, Action<BinaryWriter> arguments)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write((byte)command);
        arguments(writer);
        stream.Write(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private void Exchange(Action action)
    {
        lock (exchange)
        {
            try
            {
                action();
            }
            catch (Exception error) when (error is IOException or ObjectDisposedException)
            {
                throw new CollectiveException("the store by which ranks find each other is gone", error);
            }
        }
    }
}
