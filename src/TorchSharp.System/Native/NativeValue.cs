using System.Runtime.InteropServices;

namespace MtlDsl.Native;

/// <summary>One argument or result on its way through the boxed dispatcher; the layout of <c>Value</c> in mtldsl_torch.cpp.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeValue
{
    public ValueTag Tag;
    public int Count;
    public long Bits;

    public readonly double Real => BitConverter.Int64BitsToDouble(Bits);
}
