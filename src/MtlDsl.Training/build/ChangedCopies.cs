using System;
using System.IO;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace MtlDsl.Build
{
    /// <summary>
    /// Copies a file of TorchSharp's package and changes some bytes of the copy. Compiled by the build itself (RoslynCodeTaskFactory), hence
    /// against netstandard 2.0, without System.Reflection.Metadata, and in the oldest C# that every SDK has.
    /// </summary>
    public abstract class ChangedCopy : Task
    {
        /// <summary>The path of the copy.</summary>
        [Required]
        public string Copy { get; set; }

        /// <summary>Writes the copy, under another name first: a build that is broken off leaves no half of it that looks up to date.</summary>
        protected void Write(byte[] content)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Copy));
            var unfinished = Copy + ".unfinished";
            File.WriteAllBytes(unfinished, content);
            File.Delete(Copy);
            File.Move(unfinished, Copy);
        }
    }

    /// <summary>
    /// Copies a library for Linux and marks one symbol version that it needs as weak, so that the loader of a system without that version
    /// takes it.
    /// </summary>
    public sealed class WeakSymbolVersion : ChangedCopy
    {
        // Elf64 (man 5 elf): the kind of section that lists needed versions, and the flag of a version that may be missing.
        private const uint NeededVersions = 0x6ffffffe;
        private const ushort WeakFlag = 2;

        /// <summary>The library as its package delivers it. It is only read.</summary>
        [Required]
        public string Library { get; set; }

        /// <summary>The version, such as GLIBCXX_3.4.32.</summary>
        [Required]
        public string Version { get; set; }

        public override bool Execute()
        {
            var elf = File.ReadAllBytes(Library);
            if (!IsElf64(elf))
            {
                Log.LogError("{0} is no library for 64-bit Linux. MtlDslWeakSymbolVersion=false takes it as it is.", Library);
                return false;
            }
            Mark(elf);
            Write(elf);
            Log.LogMessage(MessageImportance.High,
                "{0} needs {1} of libstdc++, for a symbol that nothing refers to; the output gets a copy that loads without it.",
                Path.GetFileName(Library), Version);
            return true;
        }

        private static bool IsElf64(byte[] file)
        {
            return file.Length >= 64 && file[0] == 0x7f && file[1] == 'E' && file[2] == 'L' && file[3] == 'F' && file[4] == 2;
        }

        private void Mark(byte[] elf)
        {
            var (sections, size) = (Offset(elf, 0x28), BitConverter.ToUInt16(elf, 0x3a));
            for (var i = 0; i < BitConverter.ToUInt16(elf, 0x3c); i++)
            {
                var section = sections + i * size;
                if (BitConverter.ToUInt32(elf, section + 4) != NeededVersions)
                    continue;
                var names = sections + Step(elf, section + 40) * size;
                MarkIn(elf, Offset(elf, section + 24), Offset(elf, names + 24));
            }
        }

        // A list of libraries, each with a list of the versions that are needed of it. Steps are relative to the entry; 0 ends a list.
        private void MarkIn(byte[] elf, int library, int names)
        {
            int next;
            do
            {
                var entry = library + Step(elf, library + 8);
                for (var i = 0; i < BitConverter.ToUInt16(elf, library + 2); i++)
                {
                    if (NameAt(elf, names + Step(elf, entry + 8)) == Version)
                        BitConverter.GetBytes((ushort)(BitConverter.ToUInt16(elf, entry + 4) | WeakFlag)).CopyTo(elf, entry + 4);
                    entry += Step(elf, entry + 12);
                }
                next = Step(elf, library + 12);
                library += next;
            }
            while (next != 0);
        }

        private static int Offset(byte[] elf, int field)
        {
            return checked((int)BitConverter.ToUInt64(elf, field));
        }

        private static int Step(byte[] elf, int field)
        {
            return checked((int)BitConverter.ToUInt32(elf, field));
        }

        private static string NameAt(byte[] elf, int start)
        {
            return Encoding.ASCII.GetString(elf, start, Array.IndexOf(elf, (byte)0, start) - start);
        }
    }

    /// <summary>
    /// Copies an assembly and marks its methods that call native functions as not to be optimised or inlined, so that what they were given lives
    /// until they return.
    /// </summary>
    /// <remarks>Offsets, tables and flags are those of ECMA-335, partition II, sections 22 to 25.</remarks>
    public sealed class UnoptimisedNativeCalls : ChangedCopy
    {
        private const int Module = 0x00, TypeRef = 0x01, TypeDef = 0x02, Field = 0x04, MethodDef = 0x06, Param = 0x08, ModuleRef = 0x1a, TypeSpec = 0x1b, AssemblyRef = 0x23;
        private const ushort NoInlining = 0x0008, NoOptimization = 0x0040, PinvokeImpl = 0x2000;
        private const byte Call = 0x28;

        private byte[] file;
        private readonly int[] rows = new int[64];
        private int methods, methodSize;

        /// <summary>The assembly as its package delivers it. It is only read.</summary>
        [Required]
        public string Assembly { get; set; }

        public override bool Execute()
        {
            file = File.ReadAllBytes(Assembly);
            FindMethods();
            for (var row = 1; row <= rows[MethodDef]; row++)
                if (CallsNative(row))
                    BitConverter.GetBytes((ushort)(UInt16(Method(row) + 4) | NoInlining | NoOptimization)).CopyTo(file, Method(row) + 4);
            Write(file);
            Log.LogMessage(MessageImportance.High,
                "{0} does not keep what libtorch still reads from the garbage collector; the output gets a copy that does.", Path.GetFileName(Assembly));
            return true;
        }

        private void FindMethods()
        {
            var optional = Int32(0x3c) + 24;
            var commandLine = Offset(Int32(optional + (UInt16(optional) == 0x20b ? 112 : 96) + 14 * 8));
            var tables = Stream(Offset(Int32(commandLine + 8)), "#~");
            var present = BitConverter.ToUInt64(file, tables + 8);
            var next = tables + 24;
            for (var table = 0; table < rows.Length; table++)
                if ((present >> table & 1) != 0)
                {
                    rows[table] = Int32(next);
                    next += 4;
                }
            var heaps = file[tables + 6];
            int text = (heaps & 1) != 0 ? 4 : 2, guid = (heaps & 2) != 0 ? 4 : 2, blob = (heaps & 4) != 0 ? 4 : 2;
            methods = next
                + rows[Module] * (2 + text + 3 * guid)
                + rows[TypeRef] * (Index(2, Module, ModuleRef, AssemblyRef, TypeRef) + 2 * text)
                + rows[TypeDef] * (4 + 2 * text + Index(2, TypeDef, TypeRef, TypeSpec) + Index(0, Field) + Index(0, MethodDef))
                + rows[Field] * (2 + text + blob);
            methodSize = 8 + text + blob + Index(0, Param);
        }

        // An index that tells between several tables gives some of its bits to that.
        private int Index(int tag, params int[] tables)
        {
            return Array.TrueForAll(tables, table => rows[table] < 1 << 16 - tag) ? 2 : 4;
        }

        private int Stream(int root, string name)
        {
            var header = root + 16 + Int32(root + 12) + 4;
            while (true)
            {
                var end = Array.IndexOf(file, (byte)0, header + 8);
                if (Encoding.ASCII.GetString(file, header + 8, end - header - 8) == name)
                    return root + Int32(header);
                header += 8 + (end - header - 8 + 4) / 4 * 4;
            }
        }

        private int Method(int row)
        {
            return methods + (row - 1) * methodSize;
        }

        // Looks for calls at every byte: what only looks like one costs a method its optimisation, no more.
        private bool CallsNative(int row)
        {
            if (Int32(Method(row)) == 0)
                return false;
            var body = Offset(Int32(Method(row)));
            var small = (file[body] & 3) == 2;
            var code = body + (small ? 1 : 12);
            var end = code + (small ? file[body] >> 2 : Int32(body + 4));
            for (var i = code; i + 5 <= end; i++)
                if (file[i] == Call && file[i + 4] == MethodDef)
                {
                    var called = Int32(i + 1) & 0xffffff;
                    if (called > 0 && called <= rows[MethodDef] && (UInt16(Method(called) + 6) & PinvokeImpl) != 0)
                        return true;
                }
            return false;
        }

        private int Offset(int address)
        {
            var pe = Int32(0x3c);
            var section = pe + 24 + UInt16(pe + 20);
            while (address < Int32(section + 12) || address >= Int32(section + 12) + Int32(section + 16))
                section += 40;
            return address - Int32(section + 12) + Int32(section + 20);
        }

        private int Int32(int offset)
        {
            return BitConverter.ToInt32(file, offset);
        }

        private ushort UInt16(int offset)
        {
            return BitConverter.ToUInt16(file, offset);
        }
    }
}
