using MtlDsl.Imaging.Tests.Fixtures;
using MtlDsl.Vision;

namespace MtlDsl.Imaging.Tests;

/// <summary>Stored samples of every kind of PNG, and files that declare what they cannot hold.</summary>
public sealed class PngSamplesTests : IDisposable
{
    private const int Width = 13, Height = 11;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [CombinatorialKinds]
    public void Labels_are_the_stored_samples(int depth, int colorType, bool interlaced)
    {
        var samples = Samples(1 << depth, 1);
        File.WriteAllBytes(folder["labels.png"], TestPng.Write(Width, Height, depth, colorType, samples, interlaced));

        LabelFile.Read(folder["labels.png"]).Labels.ShouldBe(samples.Select(sample => (byte)sample));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 3)]
    [InlineData(6, 4)]
    public void Interlaced_pictures_are_those_that_are_not(int colorType, int channels)
    {
        var samples = Samples(256, channels);

        var plain = ImageFile.Decode(TestPng.Write(Width, Height, 8, colorType, samples), "plain");
        var interlaced = ImageFile.Decode(TestPng.Write(Width, Height, 8, colorType, samples, interlaced: true), "interlaced");

        interlaced.Pixels.ShouldBe(plain.Pixels);
        plain.Pixels.ShouldBe(Enumerable.Range(0, 3 * Width * Height).Select(i => (byte)samples[i / 3 * channels + (channels == 1 ? 0 : i % 3)]));
    }

    [Theory]
    [InlineData(8, 3)]
    [InlineData(1, 0)]
    public void A_file_that_declares_more_than_it_holds_is_refused_before_memory_is_taken(int depth, int colorType)
    {
        var file = TestPng.File(60_000, 60_000, depth, colorType, false, TestPng.Compress(new byte[100]));
        File.WriteAllBytes(folder["huge.png"], file);

        foreach (var read in new Action[] { () => LabelFile.Read(folder["huge.png"]), () => ImageFile.Read(folder["huge.png"]) })
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            Should.Throw<ImageException>(read).Message.ShouldContain("declares 60000x60000 pixels, more than");
            (GC.GetTotalAllocatedBytes(precise: true) - before).ShouldBeLessThan(1_000_000);
        }
    }

    [Fact]
    public void Whoever_knows_the_size_sees_it_before_anything_is_decoded()
    {
        File.WriteAllBytes(folder["labels.png"], TestPng.File(Width, Height, 8, 0, false, [1, 2, 3, 4]));

        Should.Throw<InvalidDataException>(() => LabelFile.Read(folder["labels.png"], size => throw new InvalidDataException(size.ToString())))
            .Message.ShouldBe("13x11");
        Should.Throw<ImageException>(() => LabelFile.Read(folder["labels.png"])).Message.ShouldContain("its compressed data are damaged");
    }

    [Fact]
    public void Compressed_data_that_end_early_are_told_of_though_every_checksum_is_right()
    {
        var data = TestPng.Compress([.. Enumerable.Range(0, Height * (Width + 1)).Select(i => (byte)(i % (Width + 1) == 0 ? 0 : i * 31))]);
        File.WriteAllBytes(folder["short.png"], TestPng.File(Width, Height, 8, 0, false, data[..(data.Length / 2)]));

        Should.Throw<ImageException>(() => LabelFile.Read(folder["short.png"])).Message.ShouldContain("the PNG data end before the picture does");
        Should.Throw<ImageException>(() => ImageFile.Read(folder["short.png"])).Message.ShouldContain("cannot be read: ");
    }

    private static int[] Samples(int values, int channels)
    {
        var random = new Random(values + channels);
        return [.. Enumerable.Range(0, Width * Height * channels).Select(_ => random.Next(values))];
    }

    private sealed class CombinatorialKindsAttribute : Xunit.Sdk.DataAttribute
    {
        public override IEnumerable<object[]> GetData(System.Reflection.MethodInfo testMethod) =>
            from kind in new[] { 0, 3 } from depth in new[] { 1, 2, 4, 8 } from interlaced in new[] { false, true } select new object[] { depth, kind, interlaced };
    }
}
