using MtlDsl.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A source of random numbers on the CPU.</summary>
    public class Generator : IDisposable
    {
        private nint _handle;
        private readonly bool _isDefault;

        /// <exception cref="NotSupportedException">The device is not the CPU.</exception>
        public Generator(ulong seed = 0, Device? device = null)
        {
            this.device = device ?? CPU;
            if (this.device.type != DeviceType.CPU)
                throw new NotSupportedException($"A generator on {this.device} is not supported; seed it with torch.cuda.manual_seed instead.");
            NativeMethods.Check(NativeMethods.mtl_generator_create(seed, out _handle));
        }

        private Generator()
        {
            device = CPU;
            _isDefault = true;
        }

        ~Generator() => Dispose(false);

        /// <summary>The generator that every random operator uses unless it is given another.</summary>
        public static Generator Default { get; } = new();

        public Device device { get; }

        /// <summary>The native generator; zero for the default one.</summary>
        /// <exception cref="InvalidOperationException">The generator has been disposed.</exception>
        public IntPtr Handle => _handle != 0 || _isDefault
            ? _handle
            : throw new InvalidOperationException("This generator has been disposed; make a new one.");

        public Tensor get_state()
        {
            NativeMethods.Check(NativeMethods.mtl_generator_get_state(Handle, out nint state));
            GC.KeepAlive(this);
            return new Tensor(state);
        }

        public void set_state(Tensor value)
        {
            NativeMethods.Check(NativeMethods.mtl_generator_set_state(Handle, value.Handle));
            GC.KeepAlive(value);
            GC.KeepAlive(this);
        }

        public Generator manual_seed(long seed)
        {
            NativeMethods.Check(_isDefault ? NativeMethods.mtl_manual_seed((ulong)seed) : NativeMethods.mtl_generator_set_seed(Handle, (ulong)seed));
            GC.KeepAlive(this);
            return this;
        }

        public long initial_seed()
        {
            NativeMethods.Check(NativeMethods.mtl_generator_get_seed(Handle, out ulong seed));
            GC.KeepAlive(this);
            return (long)seed;
        }

        /// <summary>Seeds with a number that is not predictable, and returns it.</summary>
        public long seed()
        {
            NativeMethods.Check(NativeMethods.mtl_generator_new_seed(Handle, out ulong seed));
            GC.KeepAlive(this);
            return (long)seed;
        }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            nint handle = Interlocked.Exchange(ref _handle, 0);
            if (handle != 0) NativeMethods.mtl_generator_release(handle);
        }
    }
}
