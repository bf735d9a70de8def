using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Native;

/// <summary>What this assembly offers beyond TorchSharp's API. Code that must also run over TorchSharp reaches it by reflection.</summary>
public static unsafe class LibTorch
{
    // The number of c10::MemoryFormat::ChannelsLast.
    private const long ChannelsLast = 2;

    /// <summary>The version of the libtorch this assembly was built against, such as 1.13.1.</summary>
    public static string Version { get; } = Marshal.PtrToStringUTF8((nint)NativeMethods.mtl_version())!;

    public static bool IsChannelsLastSupported => true;

    /// <summary>The same tensor of four dimensions with its channels innermost in memory (NHWC); convolutions then keep that layout.</summary>
    public static Tensor ToChannelsLast(Tensor tensor) => Op.Call("aten::contiguous", tensor, ChannelsLast);

    /// <summary>Calls any operator of libtorch.</summary>
    /// <param name="op">Its name, such as <c>aten::conv2d</c>.</param>
    /// <param name="overload">Its overload, such as <c>padding</c>; empty for none.</param>
    /// <param name="arguments">
    /// Tensors, numbers, truth values, strings, arrays of them, element types, devices, or null; trailing ones that are
    /// left out take the schema's defaults.
    /// </param>
    /// <returns>The tensors of the result, lists laid flat; results of other kinds are left out.</returns>
    /// <exception cref="ExternalException">There is no such operator, or libtorch refused the call.</exception>
    public static Tensor[] Call(string op, string overload, params object?[] arguments) =>
        Op.All(overload.Length == 0 ? op : $"{op}.{overload}", [.. arguments.Select(ToArg)]);

    private static Arg ToArg(object? argument) => argument switch
    {
        null => Arg.None,
        Tensor tensor => tensor,
        Tensor[] tensors => tensors,
        Scalar scalar => scalar,
        ScalarType type => type,
        Device device => device,
        Generator generator => generator,
        bool flag => flag,
        string text => text,
        long[] integers => integers,
        double[] reals => reals,
        bool[] flags => flags,
        byte or sbyte or short or int or long => Convert.ToInt64(argument, null),
        float or double => Convert.ToDouble(argument, null),
        _ => throw new ArgumentException($"No operator takes an argument of type {argument.GetType()}."),
    };
}
