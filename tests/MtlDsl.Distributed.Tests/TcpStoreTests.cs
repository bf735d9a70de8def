using System.Net;
using System.Net.Sockets;
using System.Text;
using MtlDsl.Training.Distributed;

namespace MtlDsl.Distributed.Tests;

public sealed class TcpStoreTests
{
    private static readonly TimeSpan soon = TimeSpan.FromSeconds(30), atOnce = TimeSpan.FromMilliseconds(200);

    [Fact]
    public void What_one_rank_sets_all_read()
    {
        var port = Ranks.FreePort();
        using var server = new TcpStoreServer(port);
        using var one = new TcpStore("localhost", port, "run", soon);
        using var other = new TcpStore("127.0.0.1", port, "run", soon);

        one.TryGet("name").ShouldBeNull();
        one.Set("name", "Zoë"u8.ToArray());
        one.Set("empty", []);
        other.Get("name", soon).ShouldBe("Zoë"u8.ToArray());
        other.TryGet("empty").ShouldBe([]);
        other.Set("name", new byte[100_000]);
        // Answered after the key is set: commands of one connection are answered in turn, those of several are not.
        other.TryGet("name").ShouldNotBeNull();
        one.Get("name", soon).Length.ShouldBe(100_000);
        other.LocalAddress.ShouldBe(IPAddress.Loopback);
    }

    [Fact]
    public async Task A_key_is_waited_for_and_not_for_ever()
    {
        var port = Ranks.FreePort();
        using var server = new TcpStoreServer(port);
        using var one = new TcpStore("127.0.0.1", port, "run", soon);
        using var other = new TcpStore("127.0.0.1", port, "run", soon);
        var waiting = Task.Run(() => one.Get("late", soon));

        other.Set("late", [7]);

        (await waiting).ShouldBe([7]);
        Should.Throw<CollectiveException>(() => one.Get("never", atOnce)).Message.ShouldContain("never");
    }

    [Fact]
    public void Keys_of_an_earlier_attempt_are_not_seen()
    {
        var port = Ranks.FreePort();
        using var server = new TcpStoreServer(port);
        using var earlier = new TcpStore("127.0.0.1", port, "mtldsl/0", soon);
        using var later = new TcpStore("127.0.0.1", port, "mtldsl/1", soon);

        earlier.Set("here/0", []);
        earlier.TryGet("here/0").ShouldNotBeNull();

        later.TryGet("here/0").ShouldBeNull();
    }

    [Fact]
    public async Task A_store_that_listens_later_is_found()
    {
        var port = Ranks.FreePort();
        var connecting = Task.Run(() => new TcpStore("127.0.0.1", port, "run", soon));
        await Task.Delay(atOnce);
        using var server = new TcpStoreServer(port);

        using var store = await connecting;
        store.TryGet("key").ShouldBeNull();
    }

    [Fact]
    public void A_store_that_is_gone_is_said_to_be()
    {
        var port = Ranks.FreePort();
        var server = new TcpStoreServer(port);
        using var store = new TcpStore("127.0.0.1", port, "run", soon);
        store.TryGet("key").ShouldBeNull();

        server.Dispose();

        Should.Throw<CollectiveException>(() => store.TryGet("key")).Message.ShouldContain("is gone");
        Should.Throw<CollectiveException>(() => new TcpStore("127.0.0.1", port, "run", atOnce)).Message.ShouldContain("nothing answered");
    }

    [Fact]
    public void A_port_that_is_taken_is_said_to_be()
    {
        var port = Ranks.FreePort();
        using var server = new TcpStoreServer(port);

        Should.Throw<CollectiveException>(() => new TcpStoreServer(port)).Message.ShouldContain($"{port}");
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("\u0000\u00CE\u00F7\u0085\u003C\u0001\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u007F")]
    public void What_speaks_otherwise_is_hung_up_on(string sent)
    {
        var port = Ranks.FreePort();
        using var server = new TcpStoreServer(port);
        using var stranger = new TcpClient("127.0.0.1", port);
        stranger.GetStream().Write(Encoding.Latin1.GetBytes(sent));
        stranger.Client.ReceiveTimeout = (int)soon.TotalMilliseconds;

        // The end of the stream, or a reset where some of it was not read.
        try
        {
            stranger.GetStream().ReadByte().ShouldBe(-1);
        }
        catch (IOException)
        {
        }
        using var store = new TcpStore("127.0.0.1", port, "run", soon);
        store.TryGet("key").ShouldBeNull();
    }
}
