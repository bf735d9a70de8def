using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using MtlDsl.Training.Checkpoints;

namespace MtlDsl.Training.Tests.Checkpoints;

public sealed class SafeTensorsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Reads_every_type_of_a_file_made_elsewhere()
    {
        using var file = SafeTensors.Open(Fixture.Path("mixed.safetensors"));

        file.Tensors.Keys.ShouldBe(["float", "half", "bfloat", "double", "long", "int", "byte", "flag", "empty"]);
        file["float"].ReadFloats().ShouldBe([1, -2, 0.5f, 1e-8f]);
        file["float"].Shape.ShouldBe([2, 2]);
        file["half"].ReadFloats().ShouldBe([1, -2, 0.5f]);
        file["bfloat"].ReadFloats().ShouldBe([1, -2.5f]);
        file["double"].ReadFloats().ShouldBe([0.1f]);
        file["long"].ReadFloats().ShouldBe([-5]);
        file["long"].Shape.ShouldBeEmpty();
        file["int"].ReadFloats().ShouldBe([1, -1]);
        file["byte"].ReadFloats().ShouldBe([0, 7, 255]);
        file["flag"].ReadFloats().ShouldBe([1, 0]);
        file["empty"].ReadFloats().ShouldBeEmpty();
        file.Metadata["Grösse"].ShouldBe("größer");
    }

    [Fact]
    public void Reads_what_it_wrote()
    {
        SafeTensors.Save(folder["a.safetensors"], [Floats("b", 1, 2, 3), Floats("a", 4)], new Dictionary<string, string> { ["k\"ey"] = "v\n" });

        using var file = StateFile.Open(folder["a.safetensors"]);
        file.Tensors.Keys.ShouldBe(["b", "a"]);
        file["b"].ReadFloats().ShouldBe([1, 2, 3]);
        file["a"].ReadFloats().ShouldBe([4]);
        file.Metadata["k\"ey"].ShouldBe("v\n");
        Directory.GetFiles(folder.FullName).Length.ShouldBe(1);
    }

    [SkippableFact]
    public void Python_reads_what_it_wrote()
    {
        Python.Require();
        SafeTensors.Save(folder["a.safetensors"], [Floats("b", 1, 2.5f), Floats("größe", -4)], new Dictionary<string, string> { ["k"] = "v" });

        Python.RunFile(Fixture.Path("print_safetensors.py"), folder["a.safetensors"])
            .ShouldBe("metadata {'k': 'v'}\nb [2] [1.0, 2.5]\ngr\\xf6\\xdfe [1] [-4.0]\n");
    }

    [Fact]
    public void Every_truncation_is_an_error_that_names_the_file()
    {
        var whole = File.ReadAllBytes(Fixture.Path("mixed.safetensors"));
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(folder["cut.safetensors"], whole[..length]);
            Should.Throw<CheckpointException>(() => SafeTensors.Open(folder["cut.safetensors"]).Dispose(), $"{length} bytes")
                .Message.ShouldContain("cut.safetensors");
        }
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "'a' is listed twice")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "overlap or leave a gap")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "begins at 4 instead of 0")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 6, "2 bytes follow")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "takes 8 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,4]}}""", 4, "larger than any file")]
    [InlineData("""{"a":{"dtype":"F8_E4M3","shape":[4],"data_offsets":[0,4]}}""", 4, "type F8_E4M3")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "whole numbers")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", 4, "data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1]}}""", 4, "lacks")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"x":1}}""", 4, "field 'x'")]
    [InlineData("""{"":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "empty name")]
    [InlineData("""{"__metadata__":{"a":1}}""", 0, "metadata 'a'")]
    [InlineData("""[1]""", 0, "the header")]
    [InlineData("""{"a":""", 0, "not JSON")]
    [InlineData("""{} {}""", 0, "not JSON")]
    public void Headers_that_contradict_themselves_are_refused(string header, int dataLength, string expected)
    {
        var json = Encoding.UTF8.GetBytes(header);
        var bytes = new byte[8 + json.Length + dataLength];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, json.Length);
        json.CopyTo(bytes, 8);
        File.WriteAllBytes(folder["bad.safetensors"], bytes);

        var error = Should.Throw<CheckpointException>(() => SafeTensors.Open(folder["bad.safetensors"]).Dispose());

        error.Message.ShouldContain("bad.safetensors");
        error.Message.ShouldContain(expected);
    }

    [Fact]
    public void A_file_of_another_kind_or_none_is_an_error()
    {
        File.WriteAllText(folder["text"], "This is a text of more than eight letters.");

        Should.Throw<CheckpointException>(() => StateFile.Open(folder["text"])).Message.ShouldContain("another kind");
        Should.Throw<CheckpointException>(() => StateFile.Open(folder["absent"])).Message.ShouldContain("absent");
        Should.Throw<CheckpointException>(() => StateFile.Open(folder.FullName)).Message.ShouldContain(folder.FullName);
    }

    [Fact]
    public void A_failure_in_the_middle_leaves_the_old_file()
    {
        var path = folder["a.safetensors"];
        SafeTensors.Save(path, [Floats("a", 1, 2)]);
        var broken = new TensorToStore("b", ElementType.Float32, [1], () => throw new IOException("No space left on device"));

        Should.Throw<CheckpointException>(() => SafeTensors.Save(path, [Floats("a", 9, 9), broken])).Message.ShouldContain("No space left");

        using var file = SafeTensors.Open(path);
        file["a"].ReadFloats().ShouldBe([1, 2]);
        Directory.GetFiles(folder.FullName).ShouldBe([path]);
    }

    [SkippableFact]
    public void A_full_disk_is_an_error_that_says_so()
    {
        Skip.IfNot(File.Exists("/dev/full"), "no device that is always full");
        using var stream = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.None, bufferSize: 0);
        var tensors = new[] { Floats("a", new float[1 << 20]) };

        Should.Throw<IOException>(() => SafeTensors.Write(stream, SafeTensors.Header(tensors, null), tensors));
    }

    [Fact]
    public void What_a_killed_writer_left_is_ignored_and_replaced()
    {
        var path = folder["a.safetensors"];
        SafeTensors.Save(path, [Floats("a", 1, 2)]);
        File.WriteAllText(path + ".killed.writing", new string('x', 10_000));
        File.SetLastWriteTimeUtc(path + ".killed.writing", DateTime.UtcNow.AddHours(-1));

        using (var file = SafeTensors.Open(path))
            file["a"].ReadFloats().ShouldBe([1, 2]);
        SafeTensors.Save(path, [Floats("a", 3)]);

        using (var file = SafeTensors.Open(path))
            file["a"].ReadFloats().ShouldBe([3]);
        Directory.GetFiles(folder.FullName).ShouldBe([path]);
    }

    [Fact]
    public void Names_and_lengths_are_checked_before_a_file_appears()
    {
        var path = folder["a.safetensors"];
        Should.Throw<ArgumentException>(() => SafeTensors.Save(path, [Floats("a", 1), Floats("a", 2)])).Message.ShouldContain("'a'");
        Should.Throw<ArgumentException>(() => SafeTensors.Save(path, [Floats("__metadata__", 1)]));
        Should.Throw<ArgumentException>(() => SafeTensors.Save(path, [Floats("a", 1) with { Shape = [2] }])).Message.ShouldContain("takes 8 bytes, not 4");
        Directory.GetFiles(folder.FullName).ShouldBeEmpty();
    }

    private static TensorToStore Floats(string name, params float[] values) =>
        new(name, ElementType.Float32, [values.Length], () => MemoryMarshal.AsBytes(values.AsSpan()).ToArray());
}
