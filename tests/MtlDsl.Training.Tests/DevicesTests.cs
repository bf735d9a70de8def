using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Training.Tests;

[Collection("torch")]
public sealed class DevicesTests
{
    [Theory]
    [InlineData("cpu", true)]
    [InlineData("cuda", true)]
    [InlineData("cuda:0", true)]
    [InlineData("cuda:12", true)]
    [InlineData("mps", true)]
    [InlineData("gpu", false)]
    [InlineData("CUDA", false)]
    [InlineData("cuda:", false)]
    [InlineData("cuda:-1", false)]
    [InlineData("cuda: 1", false)]
    [InlineData("cuda:0:1", false)]
    [InlineData("cpu:0", false)]
    [InlineData("", false)]
    public void Names_are_told_from_what_is_none(string name, bool isName)
    {
        Devices.IsName(name).ShouldBe(isName);
        if (isName)
            new TrainingOptions { Device = name }.Validate();
        else
        {
            Should.Throw<ArgumentException>(new TrainingOptions { Device = name }.Validate).Message.ShouldContain("cpu, cuda, cuda:N or mps");
            Should.Throw<ArgumentException>(() => Devices.Open(name)).Message.ShouldContain("cpu, cuda, cuda:N or mps");
        }
    }

    [SkippableFact]
    public void A_library_without_CUDA_says_what_to_install()
    {
        Skip.If(cuda.is_available() || OperatingSystem.IsMacOS(), "The device is there, or cannot be.");

        var message = Should.Throw<DeviceException>(() => Devices.Open("cuda:1")).Message;

        message.ShouldStartWith("The device cuda:1 is not there: ");
        message.ShouldContain("-p:Device=cuda");
        message.ShouldContain("TorchSharp-cuda-");
        message.ShouldNotContain("\n");
    }

    [SkippableFact]
    public void A_GPU_of_another_number_is_named_with_how_many_there_are()
    {
        Skip.IfNot(cuda.is_available(), "There is no CUDA.");

        Should.Throw<DeviceException>(() => Devices.Open("cuda:99")).Message.ShouldContain($"this machine has {cuda.device_count()}");
    }

    [SkippableFact]
    public void Apples_GPU_is_asked_of_the_system()
    {
        Skip.If(mps_is_available(), "The device is there.");

        Should.Throw<DeviceException>(() => Devices.Open("mps")).Message.ShouldContain("Apple silicon");
    }

    [Fact]
    public void TF32_is_set_for_products_and_convolutions()
    {
        Devices.AllowTf32(true);
        (backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32).ShouldBe((true, true));

        Devices.AllowTf32(false);
        (backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32).ShouldBe((false, false));
    }

    [Fact]
    public void Tensors_are_read_in_one_place()
    {
        // A tensor of a GPU cannot be read where it is. Whoever reads one otherwise must bring it to the CPU; these do, or never meet another.
        string[] readers = ["TensorValues.cs", "TensorStorage.cs", "ModuleWeights.cs", "LayerComparison.cs", "CalibrationImages.cs", "ProcessGroup.cs"];
        var sources = Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Contains("obj"));

        sources.Where(file => File.ReadAllText(file) is var text && (text.Contains(".data<", StringComparison.Ordinal) || text.Contains(".bytes", StringComparison.Ordinal)))
            .Select(Path.GetFileName).Except(readers).ShouldBeEmpty();
    }
}
