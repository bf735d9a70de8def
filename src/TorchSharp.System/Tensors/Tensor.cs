using System.Runtime.CompilerServices;
using MtlDsl.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// A tensor of libtorch. It holds one native reference, given back when it is disposed, when the dispose scope
    /// it was made in ends, or by the finalizer.
    /// </summary>
    public partial class Tensor : IDisposable
    {
        private static long _liveCount;
        private static long _peakCount;

        private nint _handle;

        /// <summary>Takes over one reference to a native tensor and attaches to the scope that is open on this thread.</summary>
        internal Tensor(IntPtr handle)
        {
            _handle = handle;
            long live = Interlocked.Increment(ref _liveCount);
            long peak = Interlocked.Read(ref _peakCount);
            while (live > peak)
            {
                long seen = Interlocked.CompareExchange(ref _peakCount, live, peak);
                if (seen == peak) break;
                peak = seen;
            }
            DisposeScopeManager.Attach(this);
        }

        ~Tensor() => Dispose(false);

        /// <summary>How many tensors of this process are not disposed.</summary>
        public static long TotalCount => Interlocked.Read(ref _liveCount);

        /// <summary>The most there ever were at once.</summary>
        public static long PeakCount => Interlocked.Read(ref _peakCount);

        public string? name { get; set; }

        /// <summary>Whether the tensor has been disposed.</summary>
        public bool IsInvalid => _handle == 0;

        /// <exception cref="InvalidOperationException">The tensor has been disposed.</exception>
        public IntPtr Handle
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get
            {
                nint handle = _handle;
                if (handle == 0) ThrowDisposed();
                return handle;
            }
        }

        internal DisposeScope? OwningScope { get; set; }

        public void Dispose()
        {
            OwningScope?.MarkAsDisposed(this);
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            nint handle = Interlocked.Exchange(ref _handle, 0);
            if (handle == 0) return;
            NativeMethods.mtl_tensor_release(handle);
            Interlocked.Decrement(ref _liveCount);
        }

        /// <summary>Hands the native reference to the caller; this object is invalid afterwards.</summary>
        public IntPtr DecoupleFromNativeHandle()
        {
            OwningScope?.MarkAsDisposed(this);
            GC.SuppressFinalize(this);
            nint handle = Interlocked.Exchange(ref _handle, 0);
            if (handle == 0) ThrowDisposed();
            Interlocked.Decrement(ref _liveCount);
            return handle;
        }

        /// <summary>A tensor object over a native reference that it takes over.</summary>
        public static Tensor UnsafeCreateTensor(IntPtr handle) => new(handle);

        public Tensor MoveToOuterDisposeScope()
        {
            OwningScope?.MoveToOuter(this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.OwningScope);

        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            if (OwningScope is null) other?.Attach(this);
            else OwningScope.MoveToOther(other, this);
            return this;
        }

        public Tensor DetachFromDisposeScope()
        {
            OwningScope?.Detach(this);
            return this;
        }

        /// <summary>Whether both are the same object; use <see cref="equal"/> or == for the elements.</summary>
        public override bool Equals(object? obj) => obj is Tensor other && ReferenceEquals(this, other);

        public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

        /// <summary>Whether shape and elements are the same.</summary>
        public bool Equals(Tensor target) => Op.Value("aten::equal", this, target).Bits != 0;

        private static void ThrowDisposed() => throw new InvalidOperationException("Tensor invalid -- empty handle.");
    }
}
