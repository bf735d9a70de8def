using MtlDsl.Training.Checkpoints;

namespace MtlDsl.Training.Tests.Checkpoints;

public sealed class PickledStateDictTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("state.pth")]
    [InlineData("nested.pth")]
    public void Reads_every_type_and_view_that_PyTorch_wrote(string name)
    {
        using var file = StateFile.Open(Fixture.Path(name));

        file.ShouldBeOfType<PickledStateDict>();
        file.Tensors.Keys.ShouldBe(["float", "half", "bfloat", "double", "long", "byte", "bool", "scalar", "empty", "transposed", "part", "parameter"]);
        file["float"].ReadFloats().ShouldBe([-1, -.75f, -.5f, -.25f, 0, .25f]);
        file["float"].Shape.ShouldBe([2, 3]);
        file["half"].ReadFloats().ShouldBe([-1, -.75f, -.5f, -.25f, 0]);
        file["half"].Type.ShouldBe(ElementType.Float16);
        file["bfloat"].ReadFloats().ShouldBe([-1, -.75f, -.5f, -.25f, 0]);
        file["bfloat"].Type.ShouldBe(ElementType.BFloat16);
        file["double"].ReadFloats().ShouldBe([-1, -.75f, -.5f, -.25f]);
        file["long"].ReadFloats().ShouldBe([-3, 0, 1L << 40]);
        file["byte"].ReadFloats().ShouldBe([0, 255]);
        file["bool"].ReadFloats().ShouldBe([1, 0]);
        file["scalar"].ReadFloats().ShouldBe([7]);
        file["scalar"].Shape.ShouldBeEmpty();
        file["empty"].Shape.ShouldBe([0, 3]);
        file["empty"].ReadBytes().ShouldBeEmpty();
        file["transposed"].Shape.ShouldBe([4, 3]);
        file["transposed"].ReadFloats().ShouldBe([-1, 0, 1, -.75f, .25f, 1.25f, -.5f, .5f, 1.5f, -.25f, .75f, 1.75f]);
        file["part"].Shape.ShouldBe([2, 2]);
        file["part"].ReadFloats().ShouldBe([.5f, .75f, 1.5f, 1.75f]);
        file["parameter"].ReadFloats().ShouldBe([-1, -.75f, -.5f]);
    }

    [Fact]
    public void Reads_the_state_dict_of_a_module()
    {
        using var file = PickledStateDict.Open(Fixture.Path("module.pth"));

        file.Tensors.Keys.ShouldBe(["0.weight", "0.bias", "1.weight", "1.bias", "1.running_mean", "1.running_var", "1.num_batches_tracked"]);
        file["1.running_var"].ReadFloats().ShouldBe([1, 1, 1]);
        file["1.num_batches_tracked"].Type.ShouldBe(ElementType.Int64);
    }

    [Theory]
    [InlineData("beside-loss.pth", "")]
    [InlineData("other-name.pth", "")]
    [InlineData("parallel.pth", "module.")]
    public void Finds_the_weights_beside_other_tensors(string name, string prefix)
    {
        using var file = StateFile.Open(Fixture.Path(name));

        file.Tensors.Keys.ShouldBe(
            from tensor in new[] { "0.weight", "0.bias", "1.weight", "1.bias", "1.running_mean", "1.running_var", "1.num_batches_tracked" } select prefix + tensor);
        file[prefix + "1.num_batches_tracked"].ReadFloats().ShouldBe([1]);
    }

    [Theory]
    [InlineData("evil.pth", "posix.system")]
    [InlineData("legacy.pth", "before 1.6")]
    [InlineData("list.pth", "no dictionary")]
    public void Refuses_what_is_no_state_dict(string name, string expected)
    {
        var error = Should.Throw<CheckpointException>(() => StateFile.Open(Fixture.Path(name)).Dispose());

        error.Message.ShouldContain(name);
        error.Message.ShouldContain(expected);
        File.Exists("pickle-ran-code").ShouldBeFalse();
    }

    [Fact]
    public void Every_truncation_is_an_error_that_names_the_file()
    {
        var whole = File.ReadAllBytes(Fixture.Path("module.pth"));
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(folder["cut.pth"], whole[..length]);
            Should.Throw<CheckpointException>(() => StateFile.Open(folder["cut.pth"]).Dispose(), $"{length} bytes").Message.ShouldContain("cut.pth");
        }
    }

    [Fact]
    public void A_changed_byte_never_ends_in_another_error()
    {
        var whole = File.ReadAllBytes(Fixture.Path("state.pth"));
        var random = new Random(1);
        for (var i = 0; i < whole.Length; i++)
        {
            var old = whole[i];
            whole[i] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(folder["changed.pth"], whole);
            whole[i] = old;
            try
            {
                using var file = StateFile.Open(folder["changed.pth"]);
                foreach (var tensor in file.Tensors.Values)
                    tensor.ReadBytes().LongLength.ShouldBeGreaterThanOrEqualTo(0);
            }
            catch (CheckpointException error)
            {
                error.Message.ShouldContain("changed.pth");
            }
        }
    }

    [SkippableFact]
    public void Reads_published_weights()
    {
        using var file = StateFile.Open(SharedData.Find("weights/mobilenet_v2_tf2_dequant.pth"));

        file["features.0.0.weight"].Shape.ShouldBe([32, 3, 3, 3]);
        file.Tensors.Values.Where(tensor => tensor.Type == ElementType.Float32).SelectMany(tensor => tensor.ReadFloats()).ShouldAllBe(value => float.IsFinite(value));
    }
}
