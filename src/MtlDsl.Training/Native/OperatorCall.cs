using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MtlDsl.Training.Native;

/// <summary>
/// One call of a libtorch operator that TorchSharp has no function for. Arguments are added in the order of the operator's schema
/// (aten/src/ATen/native/native_functions.yaml), all of them: there are no defaults.
/// </summary>
/// <param name="name">Such as <c>aten::contiguous</c>.</param>
internal unsafe ref struct OperatorCall(string name)
{
    private Arguments arguments;
    private int count;

    /// <summary>Adds a tensor.</summary>
    public OperatorCall Add(Tensor tensor) => Push((ulong)Reference(tensor));

    /// <summary>Adds a list of tensors.</summary>
    public OperatorCall Add(IReadOnlyList<Tensor> tensors)
    {
        Check(StableC.torch_new_list_reserve_size((nuint)tensors.Count, out var list));
        foreach (var tensor in tensors)
            Check(StableC.torch_list_push_back(list, (ulong)Reference(tensor)));
        return Push((ulong)list);
    }

    /// <summary>Adds an integer or the number of an enumeration's member.</summary>
    public OperatorCall Add(long number) => Push((ulong)number);

    /// <summary>Adds a real number.</summary>
    public OperatorCall Add(double number) => Push(BitConverter.DoubleToUInt64Bits(number));

    /// <summary>Adds a truth value.</summary>
    public OperatorCall Add(bool flag) => Push(flag ? 1UL : 0);

    /// <summary>Leaves an optional argument out.</summary>
    public OperatorCall AddNone() => Push(0);

    /// <summary>Calls an operator that changes its arguments and returns nothing, or a list that is of no interest.</summary>
    /// <exception cref="ExternalException">libtorch refused the call.</exception>
    public void Invoke()
    {
        fixed (ulong* stack = &arguments[0])
            Check(StableC.torch_call_dispatcher(name, "", stack, StableC.Version));
    }

    /// <summary>Calls an operator that returns one tensor, which belongs to the current dispose scope.</summary>
    /// <exception cref="ExternalException">libtorch refused the call.</exception>
    public Tensor InvokeForTensor()
    {
        Invoke();
        return Wrap(null, (nint)arguments[0]);
    }

    private OperatorCall Push(ulong value)
    {
        arguments[count++] = value;
        return this;
    }

    private readonly nint Reference(Tensor tensor)
    {
        Check(StableC.aoti_torch_new_tensor_handle(tensor.Handle, out var copy));
        GC.KeepAlive(tensor);
        return copy;
    }

    private readonly void Check(int result)
    {
        if (result != 0)
            throw new ExternalException($"libtorch refused to call {name}; it has written the reason to the standard error.");
    }

    // TorchSharp offers no public way to make its tensor of a native one.
    [UnsafeAccessor(UnsafeAccessorKind.StaticMethod, Name = "UnsafeCreateTensor")]
    private static extern Tensor Wrap(Tensor? type, nint handle);

    // The longest schema in use is that of the fused Adam, with 15 arguments.
    [InlineArray(16)]
    private struct Arguments
    {
        private ulong first;
    }
}
