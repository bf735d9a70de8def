using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Training;

/// <summary>The devices that networks train and run on, by the names that <see cref="TrainingOptions.Device"/> and command lines give them.</summary>
public static class Devices
{
    /// <summary>The names that there are, for messages.</summary>
    public const string Names = "cpu, cuda, cuda:N or mps";

    /// <summary>The name of the device that every machine has.</summary>
    public const string Cpu = "cpu";

    /// <summary>Whether a name is one of <see cref="Names"/>; whether this machine has the device, <see cref="Open"/> tells.</summary>
    public static bool IsName(string name) => Parse(name) is not null;

    /// <summary>A device, made ready for use.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="gpu">The GPU that <c>cuda</c> without a number stands for.</param>
    /// <exception cref="ArgumentException">There is no such name.</exception>
    /// <exception cref="DeviceException">This machine or this program lacks the device; the message says what to install.</exception>
    public static Device Open(string name, int gpu = 0) => Parse(name) switch
    {
        (DeviceType.CPU, _) => CPU,
        (DeviceType.CUDA, var number) => Cuda(name, number ?? gpu),
        (DeviceType.MPS, _) => Mps(name),
        _ => throw new ArgumentException($"The device is '{name}'; it must be {Names}.", nameof(name)),
    };

    /// <summary>The device that a network's weights are on.</summary>
    public static Device Of(IMultitaskModel model) => model.Module.parameters().First().device;

    /// <summary>
    /// Lets GPUs that can (NVIDIA's from Ampere on) compute products of float32 in TF32, with 10 bits of mantissa, or forbids it. It holds for the
    /// whole process. Training bears TF32; comparisons of numbers do not.
    /// </summary>
    public static void AllowTf32(bool allow)
    {
        backends.cuda.matmul.allow_tf32 = allow;
        backends.cudnn.allow_tf32 = allow;
    }

    /// <summary>Waits until a device has done all that it was asked to: until then a GPU's time has not passed.</summary>
    public static void Synchronize(Device device)
    {
        if (device.type == DeviceType.CUDA)
            cuda.synchronize(device);
        else if (device.type == DeviceType.MPS)
        {
            // TorchSharp has no call for it. Commands are done in order, so a value is there when all before it are.
            using var scope = NewDisposeScope();
            zeros(1, device: device).cpu();
        }
    }

    /// <summary>Seeds the generators that random numbers on a device come from.</summary>
    internal static void Seed(Device device, long seed)
    {
        // Seeding all generators looks for CUDA's library each time: half a millisecond where there is none.
        using var generator = device.type == DeviceType.CPU ? Generator.Default.manual_seed(seed) : manual_seed(seed);
    }

    private static (DeviceType Type, int? Number)? Parse(string name) => name.Split(':') switch
    {
        [Cpu] => (DeviceType.CPU, null),
        ["mps"] => (DeviceType.MPS, null),
        ["cuda"] => (DeviceType.CUDA, null),
        ["cuda", var text] when text.All(char.IsAsciiDigit) && int.TryParse(text, out var number) => (DeviceType.CUDA, number),
        _ => null,
    };

    private static Device Cuda(string name, int number)
    {
        if (!cuda.is_available())
            throw Missing(name, WhyNoCuda());
        var count = cuda.device_count();
        return number < count
            ? new Device(DeviceType.CUDA, number)
            : throw Missing(name, $"GPU {number} was asked for, and this machine has {count}, from cuda:0 on");
    }

    private static string WhyNoCuda()
    {
        if (OperatingSystem.IsMacOS())
            return "there is no CUDA on macOS; mps is the GPU of Apple silicon";
        return NativeLibrary.TryLoad("torch_cuda", typeof(torch).Assembly, null, out _)
            ? "libtorch finds no NVIDIA GPU that it can use. Install a driver that is new enough for its CUDA; nvidia-smi shows GPUs and driver"
            : "the program was built with a libtorch for CPUs. Build it with -p:Device=cuda, or take the package "
                + $"TorchSharp-cuda-{(OperatingSystem.IsWindows() ? "windows" : "linux")} in place of its libtorch-cpu package";
    }

    private static Device Mps(string name) => mps_is_available() && TryInitializeDeviceType(DeviceType.MPS)
        ? new Device(DeviceType.MPS)
        : throw Missing(name, "it takes macOS on Apple silicon, and the package libtorch-cpu-osx-arm64");

    private static DeviceException Missing(string name, string why) => new($"The device {name} is not there: {why}.");
}
