using MtlDsl.Training.Recording;
using MtlDsl.Vision;

namespace MtlDsl.Training.Tests.Recording;

public sealed class EventFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Path => folder["events"];

    public void Dispose() => folder.Dispose();

    // RFC 3720, appendix B.4, and the check value of the catalogue of parametrised CRC algorithms.
    public static TheoryData<byte[], uint> Checksums => new()
    {
        { new byte[32], 0x8a9136aa },
        { [.. Enumerable.Repeat((byte)0xff, 32)], 0x62a8ab43 },
        { [.. Enumerable.Range(0, 32).Select(i => (byte)i)], 0x46dd794e },
        { [.. Enumerable.Range(0, 32).Select(i => (byte)(31 - i))], 0x113fdb5c },
        { "123456789"u8.ToArray(), 0xe3069283 },
    };

    [Theory]
    [MemberData(nameof(Checksums))]
    public void Checksums_are_the_published_ones(byte[] data, uint expected) => Crc32C.Of(data).ShouldBe(expected);

    // Every event file that TensorFlow writes begins with these bytes: 24, its masked checksum, and the tag of the time.
    [Fact]
    public void The_file_begins_as_TensorFlows_do()
    {
        using (new EventFile(Path, 0, TimeProvider.System))
            File.ReadAllBytes(Path)[..13].ShouldBe([0x18, 0, 0, 0, 0, 0, 0, 0, 0xa3, 0x7f, 0x4b, 0x22, 0x09]);
    }

    [Fact]
    public void Numbers_and_pictures_are_read_back()
    {
        var before = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 1000.0 - 1;
        using (var file = new EventFile(Path, 0, TimeProvider.System))
        {
            file.Add(300, [("loss/Objects", 0.25), ("loss/Surfaces", double.NaN), ("score", -1.5)]);
            file.AddImage(300, "seen", new PixelSize(5, 2), [1, 2, 3]);
        }

        var events = RecordedEvent.ReadAll(Path);

        events.Select(e => (e.FileVersion, e.Step)).ShouldBe([("brain.Event:2", 0), (null, 300), (null, 300)]);
        events.ShouldAllBe(e => e.WallTime > before && e.WallTime < before + 3600);
        events[1].Numbers.ShouldBe(new Dictionary<string, float> { ["loss/Objects"] = 0.25f, ["score"] = -1.5f });
        events[2].Images["seen"].ShouldBe([1, 2, 3]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(20)]
    public void A_run_that_goes_on_drops_what_came_after_its_checkpoint_and_what_a_kill_left_unfinished(int unfinished)
    {
        using (var file = new EventFile(Path, 0, TimeProvider.System))
            for (var step = 1; step <= 200; step++)
                file.Add(step, [("loss", step)]);
        using (var file = new FileStream(Path, FileMode.Open))
            file.SetLength(file.Length - unfinished);

        using (var file = new EventFile(Path, 150, TimeProvider.System))
            file.Add(151, [("loss", -1)]);

        var events = RecordedEvent.ReadAll(Path);
        events.Select(e => e.Step).ShouldBe(Enumerable.Range(0, 152).Select(step => (long)step));
        events[^1].Numbers["loss"].ShouldBe(-1);
    }

    [Fact]
    public void A_damaged_file_is_cut_off_where_the_damage_is()
    {
        using (var file = new EventFile(Path, 0, TimeProvider.System))
            for (var step = 1; step <= 9; step++)
                file.Add(step, [("loss", step)]);
        var bytes = File.ReadAllBytes(Path);
        bytes[bytes.Length / 2] ^= 8;
        File.WriteAllBytes(Path, bytes);

        new EventFile(Path, 9, TimeProvider.System).Dispose();

        RecordedEvent.ReadAll(Path).Count.ShouldBeInRange(2, 8);
    }

    [Fact]
    public void A_run_that_begins_anew_begins_the_file_anew()
    {
        using (var file = new EventFile(Path, 0, TimeProvider.System))
            file.Add(1, [("loss", 1)]);

        new EventFile(Path, 0, TimeProvider.System).Dispose();

        RecordedEvent.ReadAll(Path).Count.ShouldBe(1);
    }
}
