using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using static TorchSharp.torch;

namespace MtlDsl.Native;

/// <summary>
/// Calls an operator of libtorch by the name of its schema, such as <c>aten::add.Tensor</c>. Handles are
/// looked up once; a call lays its arguments out on the stack and crosses into native code once.
/// Trailing arguments that a call leaves out take the schema's defaults.
/// </summary>
internal static unsafe class Op
{
    /// <summary>No operator used here returns more values than this.</summary>
    private const int MaxResults = 8;

    /// <summary>Lists longer than this in total are laid out on the heap.</summary>
    private const int MaxStackWords = 1024;

    private static readonly ConcurrentDictionary<string, nint> Handles = new(StringComparer.Ordinal);

    /// <summary>Calls an operator that returns one tensor.</summary>
    /// <exception cref="ExternalException">libtorch refused the call; the message is libtorch's.</exception>
    public static Tensor Call(string schema, params ReadOnlySpan<Arg> arguments)
    {
        NativeValue* results = stackalloc NativeValue[MaxResults];
        int count = Invoke(schema, arguments, results);
        if (count == 1 && results[0].Tag == ValueTag.Tensor) return new Tensor((nint)results[0].Bits);
        return FirstTensor(schema, results, count);
    }

    /// <summary>Calls an operator that changes its first argument, and returns that argument.</summary>
    /// <exception cref="ExternalException">libtorch refused the call; the message is libtorch's.</exception>
    public static Tensor Mutate(string schema, params ReadOnlySpan<Arg> arguments)
    {
        Run(schema, arguments);
        return Unsafe.As<Tensor>(arguments[0].Reference!);
    }

    /// <summary>Calls an operator for its effect alone.</summary>
    /// <exception cref="ExternalException">libtorch refused the call; the message is libtorch's.</exception>
    public static void Run(string schema, params ReadOnlySpan<Arg> arguments)
    {
        NativeValue* results = stackalloc NativeValue[MaxResults];
        Discard(results, Invoke(schema, arguments, results));
    }

    /// <summary>Calls an operator that returns two tensors.</summary>
    /// <exception cref="ExternalException">libtorch refused the call; the message is libtorch's.</exception>
    public static (Tensor, Tensor) Pair(string schema, params ReadOnlySpan<Arg> arguments)
    {
        Tensor[] tensors = All(schema, arguments);
        return (tensors[0], tensors[1]);
    }

    /// <summary>Calls an operator that returns three tensors.</summary>
    /// <exception cref="ExternalException">libtorch refused the call; the message is libtorch's.</exception>
    public static (Tensor, Tensor, Tensor) Triple(string schema, params ReadOnlySpan<Arg> arguments)
    {
        Tensor[] tensors = All(schema, arguments);
        return (tensors[0], tensors[1], tensors[2]);
    }

    /// <summary>Calls an operator and returns every tensor it gave, lists laid flat.</summary>
    /// <exception cref="ExternalException">libtorch refused the call; the message is libtorch's.</exception>
    public static Tensor[] All(string schema, params ReadOnlySpan<Arg> arguments)
    {
        NativeValue* results = stackalloc NativeValue[MaxResults];
        int count = Invoke(schema, arguments, results);
        if (count == 1 && results[0].Tag == ValueTag.TensorList) return TakeList(results[0]);
        var tensors = new List<Tensor>(count);
        for (int i = 0; i < count; i++)
        {
            if (results[i].Tag == ValueTag.Tensor) tensors.Add(new Tensor((nint)results[i].Bits));
            else if (results[i].Tag == ValueTag.TensorList) tensors.AddRange(TakeList(results[i]));
        }
        return [.. tensors];
    }

    /// <summary>Calls an operator that returns a number or a truth value.</summary>
    /// <exception cref="ExternalException">libtorch refused the call; the message is libtorch's.</exception>
    public static NativeValue Value(string schema, params ReadOnlySpan<Arg> arguments)
    {
        NativeValue* results = stackalloc NativeValue[MaxResults];
        int count = Invoke(schema, arguments, results);
        NativeValue first = results[0];
        if (count == 1 && first.Tag is ValueTag.Int or ValueTag.Double or ValueTag.Bool) return first;
        Discard(results, count);
        throw new ExternalException($"{schema} returns no number.");
    }

    /// <summary>Takes over the tensors of a list that native code allocated, and frees the list.</summary>
    internal static Tensor[] TakeList(NativeValue list)
    {
        nint* handles = (nint*)list.Bits;
        var tensors = new Tensor[list.Count];
        for (int i = 0; i < tensors.Length; i++) tensors[i] = handles[i] == 0 ? null! : new Tensor(handles[i]);
        NativeMethods.mtl_free(list.Bits == 0 ? 0 : (nint)list.Bits);
        return tensors;
    }

    private static Tensor FirstTensor(string schema, NativeValue* results, int count)
    {
        Tensor? first = null;
        for (int i = 0; i < count; i++)
        {
            if (results[i].Tag == ValueTag.Tensor && first is null) first = new Tensor((nint)results[i].Bits);
            else Discard(results + i, 1);
        }
        return first ?? throw new ExternalException($"{schema} returns no tensor.");
    }

    private static void Discard(NativeValue* results, int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (results[i].Tag == ValueTag.Tensor) NativeMethods.mtl_tensor_release((nint)results[i].Bits);
            if (results[i].Tag != ValueTag.TensorList) continue;
            nint* handles = (nint*)results[i].Bits;
            for (int k = 0; k < results[i].Count; k++)
                if (handles[k] != 0) NativeMethods.mtl_tensor_release(handles[k]);
            NativeMethods.mtl_free((nint)results[i].Bits);
        }
    }

    private static int Invoke(string schema, ReadOnlySpan<Arg> arguments, NativeValue* results)
    {
        nint handle = Handles.TryGetValue(schema, out nint known) ? known : Find(schema);
        int words = 0;
        foreach (ref readonly Arg argument in arguments) words += argument.Count;

        if (words <= MaxStackWords)
        {
            long* scratch = stackalloc long[words];
            return Invoke(handle, arguments, scratch, results);
        }
        fixed (long* scratch = new long[words]) return Invoke(handle, arguments, scratch, results);
    }

    private static int Invoke(nint handle, ReadOnlySpan<Arg> arguments, long* scratch, NativeValue* results)
    {
        NativeValue* values = stackalloc NativeValue[arguments.Length];
        for (int i = 0; i < arguments.Length; i++) Lay(in arguments[i], ref values[i], ref scratch);
        int count;
        int failed = NativeMethods.mtl_call(handle, values, arguments.Length, results, MaxResults, &count);
        // The finalizer of a tensor that only this call still used must not run while native code reads it.
        foreach (ref readonly Arg argument in arguments) GC.KeepAlive(argument.Reference);
        NativeMethods.Check(failed);
        return count;
    }

    /// <summary>Writes one argument; lists are copied to <paramref name="scratch"/>, which moves past them.</summary>
    private static void Lay(in Arg argument, ref NativeValue value, ref long* scratch)
    {
        value.Tag = argument.Tag;
        value.Count = 0;
        value.Bits = argument.Bits;
        switch (argument.Tag)
        {
            case ValueTag.Tensor:
                value.Bits = Unsafe.As<Tensor>(argument.Reference!).Handle;
                break;
            case ValueTag.Generator:
                value.Bits = Unsafe.As<Generator>(argument.Reference!).Handle;
                break;
            case ValueTag.IntList:
                var integers = (long[])argument.Reference!;
                integers.CopyTo(new Span<long>(scratch, integers.Length));
                Point(ref value, ref scratch, integers.Length);
                break;
            case ValueTag.DoubleList:
                var reals = (double[])argument.Reference!;
                reals.CopyTo(new Span<double>(scratch, reals.Length));
                Point(ref value, ref scratch, reals.Length);
                break;
            case ValueTag.BoolList:
                var flags = (bool[])argument.Reference!;
                for (int i = 0; i < flags.Length; i++) scratch[i] = flags[i] ? 1 : 0;
                Point(ref value, ref scratch, flags.Length);
                break;
            case ValueTag.TensorList:
                var tensors = (Tensor?[])argument.Reference!;
                for (int i = 0; i < tensors.Length; i++) scratch[i] = tensors[i] is { } tensor ? tensor.Handle : 0;
                Point(ref value, ref scratch, tensors.Length);
                break;
            case ValueTag.String:
                // A UTF-16 unit takes at most three bytes of UTF-8, so a word each is enough.
                var text = (string)argument.Reference!;
                value.Count = Encoding.UTF8.GetBytes(text, new Span<byte>(scratch, text.Length * sizeof(long)));
                value.Bits = (nint)scratch;
                scratch += text.Length;
                break;
        }
    }

    private static void Point(ref NativeValue value, ref long* scratch, int count)
    {
        value.Count = count;
        value.Bits = (nint)scratch;
        scratch += count;
    }

    private static nint Find(string schema)
    {
        int dot = schema.IndexOf('.');
        string name = dot < 0 ? schema : schema[..dot];
        NativeMethods.Check(NativeMethods.mtl_find(name, dot < 0 ? "" : schema[(dot + 1)..], out nint handle));
        return Handles.GetOrAdd(schema, handle);
    }
}
